"""An answer as styled lines of text, warnings first."""
