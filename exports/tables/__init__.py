"""Tables and workbooks."""
