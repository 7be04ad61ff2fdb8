"""How far scores hold: under other methodologies, in leagues, beside other raters."""
