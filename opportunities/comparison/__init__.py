"""Areas beside each other, and an area's rounds of review over time. Never a league table: nothing is ranked."""
