"""Networks for people who draw and measure them."""
