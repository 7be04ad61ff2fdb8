"""Energy, carbon, water, waste and pollutants of a year, consistent with one another."""

from math import exp

from cnesg.demo.companies import Company
from cnesg.demo.facts import Sheet, rounded, share
from cnesg.demo.finance import FIRST_YEAR

# Public factors that our companies compute their emissions with: tCO2 per t, m3 or kWh; densities in kg per L.
_DIESEL_T_PER_L, _GASOLINE_T_PER_L = 0.00084, 0.00074
_CARBON = {"coal": 1.9003, "natural_gas": 0.002165, "diesel": 3.0959, "gasoline": 2.9251}
_GRID = {2022: 0.5366e-3, 2023: 0.5306e-3, 2024: 0.5306e-3}
_COAL_EQUIVALENT = {
    "coal": 0.7143,
    "natural_gas": 0.00133,
    "diesel": 1.4571,
    "gasoline": 1.4714,
    "electricity": 0.0001229,
}
_TREND = 0.97


def tell_environment(company: Company, year: int, sheet: Sheet) -> None:
    """All environmental figures of a year."""
    _energy(company, year, sheet)
    _carbon(company, year, sheet)
    _water(company, year, sheet)
    _waste(company, year, sheet)
    if company.profile.heavy:
        _pollutants(company, year, sheet)
    _management(company, year, sheet)


def _amount(company: Company, year: int, what: str, intensity: float, revenue: float) -> float:
    """Intensity times revenue, less for better companies and later years."""
    draws, name = company.draws, company.company_id
    level = draws.factor(0.28, name, what) * draws.factor(0.05, name, what, year)
    level *= exp(-0.22 * company.traits.environment)
    return intensity * revenue / 1e6 * level * _TREND ** (year - FIRST_YEAR)


def _energy(company: Company, year: int, sheet: Sheet) -> None:
    profile, revenue, headcount = company.profile, sheet.value("revenue"), sheet.value("employees_total")
    electricity = sheet.add(
        "electricity", rounded(_amount(company, year, "electricity", profile.electricity, revenue)), "kWh"
    )
    gas = rounded(_amount(company, year, "gas", profile.natural_gas, revenue))
    sheet.add("natural_gas", gas, "m3")
    if profile.coal:
        sheet.add("coal", rounded(_amount(company, year, "coal", profile.coal, revenue)), "t")
    for fuel in ("diesel", "gasoline"):
        sheet.add(fuel, rounded(_amount(company, year, fuel, getattr(profile, fuel), revenue)), "L")
    tonnes = _fuel_tonnes(sheet)
    direct = sum(amount * _COAL_EQUIVALENT[fuel] for fuel, amount in tonnes.items())
    total = rounded(direct + electricity * _COAL_EQUIVALENT["electricity"])
    sheet.add("energy_total", total, "tce")
    sheet.add("energy_direct", rounded(direct), "tce")
    sheet.add("energy_indirect", rounded(electricity * _COAL_EQUIVALENT["electricity"]), "tce")
    sheet.add("energy_intensity_per_revenue", rounded(total / (revenue / 1e6), 4), "tce/CNY million")
    sheet.add("electricity_intensity_per_employee", rounded(electricity / headcount, 5), "kWh/employee")
    green = min(92.0, max(0.0, 7 + 6 * company.traits.environment + 3 * (year - FIRST_YEAR)))
    own = sheet.add("renewable_energy", rounded(electricity * green / 100), "kWh")
    sheet.add("renewable_energy_share", share(own, electricity), "%")
    sheet.add("energy_saved", rounded(total * max(0.002, 0.011 + 0.004 * company.traits.environment), 4), "tce")


def _fuel_tonnes(sheet: Sheet) -> dict[str, float]:
    """Fuels in the units of the factors: t, natural gas m3."""
    given = {fact.metric: fact.value for fact in sheet if fact.metric in _CARBON}
    density = {"diesel": _DIESEL_T_PER_L, "gasoline": _GASOLINE_T_PER_L}
    return {fuel: amount * density.get(fuel, 1.0) for fuel, amount in given.items()}


def _carbon(company: Company, year: int, sheet: Sheet) -> None:
    revenue, headcount = sheet.value("revenue"), sheet.value("employees_total")
    direct = sheet.add(
        "ghg_scope1", rounded(sum(t * _CARBON[fuel] for fuel, t in _fuel_tonnes(sheet).items())), "tCO2e"
    )
    indirect = sheet.add("ghg_scope2", rounded(sheet.value("electricity") * _GRID[year]), "tCO2e")
    total = sheet.add("ghg_total", round(direct + indirect, 2), "tCO2e")
    sheet.add("ghg_intensity_per_revenue", rounded(total / (revenue / 1e6), 4), "tCO2e/CNY million")
    sheet.add("ghg_intensity_per_employee", rounded(total / headcount, 4), "tCO2e/employee")
    saved = total * max(0.003, 0.02 + 0.011 * company.traits.environment)
    sheet.add("ghg_reduction", rounded(saved, 4), "tCO2e")
    if company.traits.environment > 0.4:
        travel = headcount * 1.9 * company.draws.factor(0.3, company.company_id, "travel", year)
        sheet.add("ghg_scope3", rounded(travel + total * 1.4, 4), "tCO2e")


def _water(company: Company, year: int, sheet: Sheet) -> None:
    profile, revenue = company.profile, sheet.value("revenue")
    used = sheet.add("water_total", rounded(_amount(company, year, "water", profile.water, revenue)), "t")
    sheet.add("water_intensity_per_revenue", rounded(used / (revenue / 1e6), 4), "t/CNY million")
    rate = min(
        97.0, max(5.0, 45 + 12 * company.traits.environment + 6 * company.draws.normal(company.company_id, "reuse"))
    )
    if profile.makes_goods:
        sheet.add("water_recycling_rate", round(rate, 2), "%")
        sheet.add("water_recycled", rounded(used * rate / (100 - rate * 0.6)), "t")
        sheet.add("wastewater", rounded(used * 0.46), "t")
        sheet.add("water_saved", rounded(used * 0.013, 4), "t")
        cod = _amount(company, year, "cod", profile.cod, revenue) / 1000
        sheet.add("cod_emissions", rounded(cod, 4), "t")
        sheet.add("ammonia_nitrogen_emissions", rounded(cod * 0.08, 4), "t")


def _waste(company: Company, year: int, sheet: Sheet) -> None:
    profile, revenue = company.profile, sheet.value("revenue")
    hazardous = sheet.add(
        "hazardous_waste", rounded(_amount(company, year, "hazardous", profile.hazardous, revenue)), "t"
    )
    general = sheet.add(
        "non_hazardous_waste", rounded(_amount(company, year, "general", profile.general, revenue)), "t"
    )
    total = sheet.add("waste_total", round(hazardous + general, 2), "t")
    sheet.add("waste_intensity", rounded(total / (revenue / 1e6), 4), "t/CNY million")
    sheet.add("hazardous_waste_disposal_rate", 100.0, "%")
    rate = min(99.0, max(20.0, 72 + 9 * company.traits.environment))
    sheet.add("waste_recycling_rate", round(rate, 2), "%")
    sheet.add("waste_recycled", rounded(total * rate / 100), "t")


def _pollutants(company: Company, year: int, sheet: Sheet) -> None:
    revenue = sheet.value("revenue")
    for metric in ("nox", "so2", "pm", "voc"):
        typical = getattr(company.profile, metric)
        if typical:
            amount = _amount(company, year, metric, typical, revenue) / 1000
            sheet.add(f"{metric}_emissions", rounded(amount, 4), "t")
    sheet.add("emission_compliance_rate", round(min(100.0, 99.4 + 0.5 * company.traits.environment), 2), "%")
    sheet.add("env_facility_operation_rate", round(min(100.0, 99.1 + 0.6 * company.traits.environment), 2), "%")


def _management(company: Company, year: int, sheet: Sheet) -> None:
    draws, name, revenue = company.draws, company.company_id, sheet.value("revenue")
    effort = (0.0042 if company.profile.heavy else 0.0007) * 1.25**company.traits.environment
    sheet.add("env_investment", rounded(revenue * effort * draws.factor(0.25, name, "protection", year), 4), "CNY")
    saving = rounded(revenue * effort * 0.35 * draws.factor(0.3, name, "saving", year), 4)
    sheet.add("energy_saving_investment", saving, "CNY")
    if company.profile.heavy:
        sheet.add("ecological_investment", rounded(revenue * effort * 0.1, 3), "CNY")
        sheet.add("trees_planted", round(900 * draws.factor(0.8, name, "trees", year)), "count")
    fines = draws.count(max(0.02, 0.25 - 0.3 * company.traits.environment), name, "fines", year)
    sheet.add("env_penalties", fines, "cases")
    sheet.add(
        "env_incidents", draws.count(0.02 if company.traits.environment > -1 else 0.4, name, "spill", year), "cases"
    )
    sheet.add("environmental_violations", fines, "cases")
    green = max(0.0, 0.04 + 0.03 * company.traits.environment + 0.02 * draws.normal(name, "green"))
    sheet.add("green_revenue", rounded(revenue * green, 4), "CNY")
