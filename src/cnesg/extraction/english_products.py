"""Rules on English words that say a figure is of what is made, sold, financed or bought, not of the company itself."""

import re

from cnesg.extraction.thing_rules import Rule

_FUELS = (
    "diesel",
    "gasoline",
    "coal",
    "coke",
    "lpg",
    "natural_gas",
    "oil_products",
    "heat_purchased",
    "steam_purchased",
)
_USED = r"(?!\b(?:us(?:e|ed|es|ing)|consum\w+|burn\w*|bought|purchas\w+|from|required|needed|took)\b)"
OF_PRODUCTS = (
    # Fleet-average CO2 emissions of new cars were 104 g/km: what they emit in use
    Rule(
        ("ghg_intensity_per_production", "ghg_intensity"),
        behind=re.compile(r"(?i)(?<=/km)|\s(?:per|a) (?:km|kilomet(?:re|er))\b"),
        said=re.compile(
            r"(?i)\b(?:new (?:cars|vehicles|passenger)|cars sold|vehicles sold|passenger cars|fleet.average|our cars)\b"
        ),
    ),
    # The mill returns 37 million m3 after treatment: given back, not taken
    Rule(
        ("water_total", "water_fresh"),
        before=re.compile(
            r"(?i)\b(?:returns?|returned|returning|discharges?|discharged|releases?|released)\s[^.;\d]{0,16}$"
        ),
    ),
    # The refinery produced 2.4 Mt of diesel; we delivered 4.2 TWh of heating: made and sold, not used
    Rule(
        _FUELS,
        earlier=re.compile(
            r"(?i)\b(?:produced|produces|manufactured|sold|sells|sales of|supplied|supplies|delivered(?! to our"
            r"| to us)|exported|refined"
            rf"|marketed|mined|extracted|shipped|transported)\b(?:{_USED}(?:[^.;]|\.\d))*$"
        ),
        lacking=re.compile(r"(?i)\b(?:was|were) (?:produced|supplied|delivered) (?:to|by)\b"),
    ),
    # helped customers avoid the burning of 3 Mt of coal
    Rule(
        (*_FUELS, "energy_saved", "water_saved"),
        earlier=re.compile(
            r"(?i)\b(?:helped|enabled|allowed|saved|saving|saves)(?: \w+){0,2} (?:customers|clients|households"
            r"|consumers|users)\b"
        ),
    ),
    # Our bottles contain 52% recycled plastic
    Rule(
        ("waste_recycling_rate", "solid_waste_utilization_rate"),
        behind=re.compile(
            r"(?i)\s(?:[a-z-]+ ){0,2}recycled (?:[a-z]+ )?(?:material|plastic|content|paper|fib|steel|glass|alum"
            r"|pet|cotton|polyester)"
        ),
    ),
    # recycled 540,000 tonnes of scrap steel bought from dealers: what others threw away
    Rule(
        ("waste_", "non_hazardous_waste", "hazardous_waste", "solid_waste_"),
        behind=re.compile(
            r"(?i)\s(?:of )?(?:[a-z-]+ ){0,4}(?:bought|purchased|collected|received|taken back|returned) (?:from"
            r"|by) (?:dealers|customers"
            r"|consumers|households|clients|third parties|\d+|municipalities|cities|the (?:market|public|city))"
        ),
    ),
    # The loan portfolio finances 412 MW of solar capacity
    Rule(
        ("renewable_capacity", "renewable_energy"),
        earlier=re.compile(
            r"(?i)\b(?:(?:loans?|portfolio|bank|we|fund|credit)[^.;\d]{0,24} (?:financ(?:es?|ed|ing)|insur(?:es?"
            r"|ed)|funded|underwr\w+|lent)"
            r"|insured|clients?|customers?)\b[^.;\d]{0,40}$"
        ),
        lacking=re.compile(r"(?i)\b(?:we|our|and) (?:own|built|installed|operate)"),
    ),
    # 14 spills of more than one barrel: how large a spill has to be to count
    Rule(
        ("oil_spill_volume",),
        earlier=re.compile(
            r"(?i)\b(?:spills?|releases?|leaks?) (?:of |with )?(?:more than|over|at least|greater than|larger than"
            r"|exceeding|above) $"
        ),
    ),
    # renewables made up 5.6 GW of our 14.2 GW: the whole is not renewable
    Rule(
        ("renewable_capacity", "renewable_energy"),
        earlier=re.compile(r"(?i)\d\s?[a-z]{2,3} (?:out )?of (?:our|the|its) (?:total )?$"),
        lacking=re.compile(
            r"(?i)\bof (?:our|the|its) (?:total )?[\d.,]+\s?[a-z]{2,3} (?:of )?(?:renewable|wind|solar|green|clean"
            r"|hydro)"
        ),
    ),
    # Supplier factories employ 410,000 workers
    Rule(
        ("suppliers_assessed", "suppliers_total", "suppliers", "suppliers_new"),
        behind=re.compile(r"(?i)\s(?:[a-z-]+ )?(?:workers|employees|people|women|farmers|staff)\b"),
    ),
    # Green revenue was 2.1 billion, or 34% of turnover: of sales
    Rule(
        ("turnover_rate",),
        behind=re.compile(
            r"(?i)\sof (?:our |the |its |total |group |net |consolidated |annual )*(?:turnover|revenues?|sales)\b"
        ),
        lacking=re.compile(r"(?i)\b(?:staff|employee|voluntary|labour|leavers|attrition)\b"),
    ),
    # 61% of our customers are women
    Rule(
        ("customer_satisfaction",),
        behind=re.compile(
            r"(?i)\sof (?:our |the |all )?(?:[a-z]+ )?(?:customers|clients|users) (?:are|were|is) (?:women|men"
            r"|female|male|under|over|aged|based|located|in)\b"
        ),
    ),
    Rule(
        ("customer_satisfaction",),
        earlier=re.compile(r"(?i)(?:^|[.;]\s)\s*(?:our |the |its )?(?:competitors|peers|rivals)\b"),
    ),
    # During the earthquake 214 people lost their lives
    Rule(
        ("fatalities", "recordable_injuries"),
        said=re.compile(
            r"(?i)\b(?:earthquake|tsunami|hurricane|typhoon|cyclone|malaria|epidemic|world ?wide|globally"
            r"|in the region)\b"
        ),
        lacking=re.compile(r"(?i)\b(?:we|our|us|employees?|contractors?|the group|the company)\b"),
    ),
    # we hold 51% of the shares in the joint venture
    Rule(
        ("shareholding",),
        behind=re.compile(
            r"(?i)\s(?:stake|interest|shareholding|of the (?:shares|share capital|capital)) (?:in"
            r"|of) (?!the (?:company|bank|group)\b)"
        ),
        earlier=re.compile(
            r"(?i)\b(?:we|(?:the|our) (?:group|company|bank)) (?:also |now |still |currently )?(?:holds?|held|owns?"
            r"|owned|acquired|has|have|had|sold|bought)\b[^.;]*$"
        ),
    ),
)
