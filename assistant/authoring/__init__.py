"""The command `leaflet`: asks any document, and makes, checks and extends document folders."""
