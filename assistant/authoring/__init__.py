"""The command `leaflet`: any document asked, and document folders made, checked and grown."""
