from cnesg.disclosure.company import own_names, report_year


def test_the_report_year_is_the_year_named_most_often() -> None:
    texts = ["In 2023 we grew.", "The 2022 report", "Our goal for 2023", "2,023 trees"]

    assert report_year(texts) == 2023


def test_of_two_years_named_as_often_the_later_counts() -> None:
    assert report_year(["2022", "2023"]) == 2023


def test_a_text_without_years_has_none() -> None:
    assert report_year(["no year", "20 trees", "in 1999"]) is None


def test_the_own_name_is_the_most_frequent_run_of_capitals() -> None:
    texts = ["Last year Blue Lantern grew."] * 6 + ["We thank Red Cross."] * 2

    assert own_names(texts) == {"Blue", "Lantern"}


def test_a_name_that_stands_in_few_sentences_is_no_own_name() -> None:
    assert own_names(["We thank Red Cross."] * 3 + ["Something else"] * 200) == frozenset()
    assert own_names([]) == frozenset()
