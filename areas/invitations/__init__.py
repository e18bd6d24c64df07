"""People come by invitation: a data steward sends a link, whoever has the e-mail address accepts it once."""
