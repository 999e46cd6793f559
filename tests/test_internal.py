"""Rules about one article against itself: what they report, and what they leave alone."""

import datetime as dt

import pytest

from claims.documents import document
from claims.extract import extract, prepare
from consistency.rules import ARTICLE_RULES

PUBLISHED = dt.date(2026, 3, 9)


def codes(language, text):
    whole = f"---\npublished: {PUBLISHED}\nlang: {language}\n---\nTitre\n\n{text}\n"
    extraction = extract(prepare(document(whole, "s")))
    return [rule.code for rule in ARTICLE_RULES for _ in rule(extraction)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "On compte 4 730 consultations, contre 8 550 consultations la semaine précédente, soit une baisse de 30 %.", ["INT003"]),
        ("fr", "On compte 4 730 consultations, contre 8 550 consultations la semaine précédente, soit une baisse de 45 %.", []),
        ("fr", "On compte 4 730 consultations, soit une baisse de 30 %.", []),
        ("fr", "Sur les 33 blessés, 31 ont quitté l'hôpital et trois y sont encore.", ["INT004"]),
        ("fr", "Sur les 34 blessés, 31 ont quitté l'hôpital et trois y sont encore.", []),
        ("fr", "L'accident a fait 33 blessés, dont 31 légers et trois graves.", []),
        ("en", "Of the 27 injured, five are fighting for life, eight are stable and 16 were treated at the scene.", ["INT004"]),
        ("en", "Of the 29 injured, five are fighting for life, eight are stable and 16 were treated at the scene.", []),
        ("fr", "L'incendie a fait 17 morts. Le quartier est bouclé.\n\nLe bilan s'élève à 16 morts.", ["INT005"]),
        ("fr", "L'incendie a fait 17 morts. Le quartier est bouclé.\n\nUn précédent bilan était de 16 morts.", []),
        ("fr", "L'incendie a fait 17 morts. Le quartier est bouclé.\n\nEn 2003, un autre avait fait 4 morts.", []),
        ("fr", "L'incendie a fait 17 morts et 16 blessés.", []),
        ("fr", "Le projet obtient 163 voix quand il en faut 290. Il ne lui manque que 27 voix.", ["INT006"]),
        ("fr", "Le projet obtient 263 voix quand il en faut 290. Il ne lui manque que 27 voix.", []),
        ("fr", "Le projet obtient 163 voix contre 180. Il ne lui manque que 27 voix.", []),
        ("en", "The bill won 163 votes when 290 votes were needed. It fell 27 votes short.", ["INT006"]),
        ("en", "There were 440 people aboard the coach fleet — 360 passengers and 90 crew members — when it left.", ["INT008"]),
        ("en", "There were 450 people aboard the coach fleet — 360 passengers and 90 crew members — when it left.", []),
        ("fr", "Le car transportait 48 personnes (31 élèves, 12 parents et 6 accompagnateurs).", ["INT008"]),
        ("fr", "Le car transportait 49 personnes (31 élèves, 12 parents et 6 accompagnateurs).", []),
        ("fr", "Le car transportait 48 personnes : 31 élèves et 12 parents, partis à l'aube avec 6 accompagnateurs.", []),
        ("fr", "L'accident a fait 48 blessés (contre 31 blessés et 4 morts en 2019).", []),
        ("en", "The firm raised its provision from €12m to €18m (£15.6m), an increase of 40%.", ["INT003"]),
        ("en", "The firm raised its provision from €12m to €18m (£15.6m), an increase of 50%.", []),
        ("en", "The line raised the sum it has set aside from €12m to €18m (£15.6m), an increase of 40%, and went on.", ["INT003"]),
        ("en", "He told the court he would lift his bid from €35m to €40m, an increase of 20 per cent.", ["INT003"]),
        (
            "en",
            "The shares, which lost 17 per cent on Monday, ended at €8.32, against €10.40 before the outbreak, a fall of 25 per cent.",
            ["INT003"],
        ),
        (
            "en",
            "The shares, which lost 17 per cent on Monday, ended at €8.32, against €10.40 before the outbreak, a fall of 20 per cent.",
            [],
        ),
        ("en", "He told the court he would lift his bid from €35m to €40m, an increase of 14 per cent.", []),
        (
            "fr",
            "Le plan prévoit 62 licenciements, soit 38 postes, 14 emplois au stade et 12 dans les boutiques, sur 214 salariés.",
            ["INT008"],
        ),
        ("fr", "Le plan prévoit 64 licenciements, soit 38 postes, 14 emplois au stade et 12 dans les boutiques, sur 214 salariés.", []),
        ("fr", "On compte 3 100 évacués : 1 850 sont hébergés par des proches, 1 450 dorment dans les gymnases.", ["INT008"]),
        ("en", "It would cut 310 jobs out of 1,940: 180 on the ground, 85 at head office and 35 among cabin crew.", ["INT008"]),
        ("en", "It would cut 300 jobs out of 1,940: 180 on the ground, 85 at head office and 35 among cabin crew.", []),
        ("en", "Six people were charged: two town employees, three campaign volunteers and a retired postman.", []),
        ("fr", "De ses quatre voitures, deux se sont couchées dans la pente et trois sont restées sur la voie.", ["INT004"]),
        ("fr", "De ses quatre voitures, deux se sont couchées dans la pente et deux sont restées sur la voie.", []),
        ("en", "In the ballot 71.3 per cent were in favour of the alliance and 32.7 per cent against.", ["INT009"]),
        ("fr", "Le texte recueille 71,3 % des voix pour et 28,7 % contre.", []),
        ("fr", "La clinique soigne 14 rescapés, dont un garçon de quatre ans ; elle dit qu'ils ont de 22 à 60 ans.", ["INT007"]),
        ("fr", "La clinique soigne 14 rescapés, dont un homme de 30 ans ; elle dit qu'ils ont de 22 à 60 ans.", []),
        ("fr", "La clinique soigne des hommes de 22 à 60 ans et un garçon de quatre ans.", []),
        ("en", "Its chairman, Paul Merrow, 58, who was born in 1961 in Corvel, will step down.", ["INT010"]),
        ("en", "The report has 335 pages. It took two years.\n\nThe 353-page report blames the owner.", ["INT011"]),
        ("fr", "Le rapport compte 335 pages.\n\nIl y a un an, 314 pages avaient été publiées, et 241 pages retirées.", []),
        ("fr", "Le texte a été adopté par 312 voix contre 219.\n\nEn 2019, 231 voix l'avaient soutenu.", []),
        ("en", "Its chairman, Paul Merrow, 64, who was born in 1961 in Corvel, will step down.", []),
        ("en", "Five people were charged: two town employees, three campaign volunteers and a retired postman.", ["INT008"]),
        ("en", "Crews found 95 bodies: 92 in the capital, two in the hills and one in Valmore.", []),
        ("en", "Crews found 96 bodies: 92 in the capital, two in the hills and one in Valmore.", ["INT008"]),
        ("en", "The toll rose to 9 last night, six of them in the Corvel blaze and four in Valmore, as winds fell.", ["INT008"]),
        ("en", "The toll rose to 11 last night, six of them in the Corvel blaze and four in Valmore, as winds fell.", []),
        ("en", "The toll rose to 10 last night, six of them in the Corvel blaze and four in Valmore, as winds fell.", []),
        ("fr", "L'amende est de 30 millions d'euros : 20 millions pour la banque et 15 millions pour son patron.", ["INT008"]),
        ("fr", "L'amende est de 30 millions d'euros : 20 millions pour la banque et 10 millions pour son patron.", []),
        ("en", "Seventy-five children have fallen sick. Forty-one have been confirmed by the lab and 36 remain in doubt.", ["INT004"]),
        ("en", "Seventy-five children have fallen sick. Forty-one have been confirmed by the lab and 34 remain in doubt.", []),
        ("en", "Seventy-five children have fallen sick. Forty-one were seen by a doctor and 60 stayed at home.", []),
        ("en", "The mill, opened in 1931, is 85 years old.", ["INT010"]),
        ("en", "The mill, opened in 1931, is 95 years old.", []),
        ("fr", "L'entrée coûte 15 euros (10 euros pour les étudiants, 6 euros pour les enfants).", []),
        ("en", "Reed finished with 27 points (11 rebounds, 10 assists) in the win.", []),
        ("fr", "La commune de 30 000 habitants (12 000 ménages et 14 000 emplois) investit.", []),
        ("fr", "Sur 200 dossiers : 120 acceptés, 50 refusés et le reste encore à l'étude.", []),
        ("fr", "Ils étaient 90 au départ : 60 coureurs, 20 marcheurs et une dizaine d'enfants.", []),
        ("fr", "Jean Corvel, né en 1938, est mort à 84 ans en 2022.", []),
        ("en", "Ida Lang, born in 1985, won her first title at the age of 19.", []),
        ("fr", "Anne Corvel, 35 ans, dont le père est né en 1950, dirige l'entreprise.", []),
        ("en", "The club, founded in 1926, plays in an 80-year-old stadium.", []),
        ("fr", "En 2024, la cérémonie avait eu lieu le vendredi 26 juillet.", []),
        ("fr", "Le vendredi 13 octobre 1307, le roi faisait arrêter les Templiers.", []),
        ("en", "The flight left Paris at 10 a.m. and landed in New York eight hours later, at 12 p.m. local time.", []),
        ("fr", "Les secours ont été alertés à 8 heures. Ils sont arrivés vite. Trois heures plus tard, à 14 h 30, tout était fini.", []),
        ("en", "Of the 120 passengers, 90 were tourists and 60 were Italian.", []),
        ("fr", "Flashé à 170 km/h, vitesse retenue 161 km/h, il circulait 51 km/h au-dessus de la limite fixée à 110 km/h.", []),
        ("fr", "La gauche dirige 12 des 30 communes (60 % en 2014).", []),
        ("en", "The baby weighed 5lb 3oz (2.35kg) at birth.", []),
        (
            "fr",
            "Le bénéfice s'établit à 45 millions d'euros, contre 60 millions d'euros un an plus tôt, soit une baisse de 33 %.",
            ["INT003"],
        ),
        ("fr", "Fondée en 1865, la banque, 167 ans au compteur, a été vendue.", ["INT010"]),
        ("fr", "Fondé en 1931, le club, vieux de 85 ans, a été vendu.", ["INT010"]),
        ("fr", "Fondée en 1856, la banque, 170 ans au compteur, a été vendue.", []),
        ("fr", "On passe ici à 60 km/h. Le train roulait à 104 km/h, soit 54 km/h de trop.", ["INT012"]),
        ("fr", "On passe ici à 60 km/h. Le train roulait à 104 km/h, soit 44 km/h de trop.", []),
        ("en", "The judges deliberated for nine hours, from 8:30 a.m. to 2:30 p.m., the court said.", ["INT013"]),
        ("en", "The judges deliberated for six hours, from 8:30 a.m. to 2:30 p.m., the court said.", []),
        ("fr", "Les juges ont délibéré neuf heures, de 8 h 30 à 14 h 30.", ["INT013"]),
        ("fr", "La garde a duré huit heures, de 22 heures à 6 heures.", []),
        ("fr", "Le guichet ouvre six heures par jour, de 9 h à 18 h.", []),
        ("en", "The firm bought 22 boats, 14 cars and 20 trucks, 50 vehicles in all.", ["INT008"]),
        ("en", "The firm bought 12 boats, 14 cars and 24 trucks, 50 vehicles in all.", []),
        ("fr", "Il y a eu 12 morts au nord, 14 au sud et 30 à l'est, 70 au total.", []),
        ("en", "It left at 8 a.m. The radio fell silent 1 hour and 45 minutes later, at around 10:45 a.m.", ["INT013"]),
        ("en", "It left at 8 a.m. The radio fell silent 1 hour and 45 minutes later, at around 9:45 a.m.", []),
        ("fr", "Les sirènes ont retenti à 3 h 02, un quart d'heure après la rupture, survenue à 2 h 47.", []),
        ("fr", "93 des 210 salariés, soit 54 %, ont voté.", ["INT015"]),
        ("fr", "93 des 210 salariés, soit 44 %, ont voté.", []),
        ("fr", "La fuite touche quelque 41 000 patients, soit 8 % des 732 000 personnes connues.", ["INT015"]),
        ("fr", "La fuite touche quelque 41 000 patients, soit 5,6 % des 732 000 personnes connues.", []),
        ("fr", "La fuite touche quelque 40 000 patients, soit 6 % des quelque 730 000 personnes connues.", []),
        ("en", "It hit 300 homes, or 45% of the 1,000 in the valley.", ["INT015"]),
        ("en", "It hit 300 homes, or 30% of the 1,000 in the valley.", []),
        ("en", "It cut 300 jobs, or 5% of its staff, and 1,000 hours.", []),
        ("en", "Of 650 members, 300, or 52% of those present, voted.", []),
        ("fr", "Il a été arrêté à 8 heures, deux heures après les faits, et à 14 heures il était libre.", []),
        ("en", "The plane climbed to 3 km, then to 9 km, 2 km above the clouds.", []),
        ("en", "The valley has 4,312 houses.\n\nOf its 3,124 houses, half are empty.", ["INT011"]),
        ("en", "It counted 4,312 votes.\n\nThere are 3,214 houses in the valley.", []),
        ("fr", "Sur 1 200 salariés, 300 (35 %) sont partis.", ["INT015"]),
        ("fr", "Les passages ont été divisés par deux, de 123 à 62 (-50 %).", []),
        ("en", "Some 310 of 1,940 jobs (26%) will go.", []),
        ("en", "It will shed 310 of 1,940 jobs (26%).", ["INT015"]),
        ("fr", "Le train roulait à 104 km/h (45 mph).", ["INT016"]),
        ("fr", "Le vent soufflait à 35 nœuds (105 km/h).", ["INT016"]),
        ("fr", "Le vent soufflait à 35 nœuds (65 km/h).", []),
        ("en", "The lake was 2.7 °F warmer (1.5 °C).", []),
        ("fr", "Le train roulait à 104 km/h (65 mph), sur 3 km (2 miles).", []),
        ("en", "Fire took 9,148 houses.\n\n| Valmore | 9,418 |\n| Corvel | 6,837 |", ["INT011"]),
        ("en", "The mill, built in 1931, was left to 85-year-old Tom Reed.", []),
        ("fr", "Didier Corvel, régleur de 54 ans, travaille dans cette usine ouverte en 1967.", []),
    ],
)
def test_article_against_itself(language, text, wanted):
    assert codes(language, text) == wanted


@pytest.mark.parametrize(
    ("headline", "text", "wanted"),
    [
        ("Les 200 salariés de Corvel dans l'attente", "L'usine est fermée. Ses 165 salariés n'y travaillent plus.", ["INT014"]),
        ("Les 200 salariés de Corvel dans l'attente", "L'usine est fermée. Ses 197 salariés n'y travaillent plus.", []),
        (
            "Les 200 salariés de Corvel dans l'attente",
            "L'usine est fermée. Ses 165 salariés et 35 intérimaires, 200 en tout, attendent.",
            [],
        ),
        (
            "Les 200 salariés de Corvel dans l'attente",
            "L'usine est fermée. Ses 165 salariés de nuit et 170 salariés de jour attendent.",
            [],
        ),
        ("Plus de 150 salariés dans l'attente", "L'usine est fermée. Ses 165 salariés n'y travaillent plus.", []),
    ],
)
def test_headline_against_article(headline, text, wanted):
    whole = f"---\npublished: {PUBLISHED}\nlang: fr\n---\n{headline}\n\n{text}\n"
    extraction = extract(prepare(document(whole, "s")))
    assert [rule.code for rule in ARTICLE_RULES for _ in rule(extraction)] == wanted


def test_a_weekday_that_does_not_fit_is_shown_beside_the_one_that_does():
    whole = f"---\npublished: {PUBLISHED}\nlang: en\n---\nTitle\n\nHe came on Wednesday 4 March 2026. The vote of Thursday 4 March 2026 is void.\n"
    extraction = extract(prepare(document(whole, "s")))
    (flaw,) = [flaw for rule in ARTICLE_RULES for flaw in rule(extraction)]
    by_id = {c.id: c.exact for c in extraction.claims}
    assert [by_id[i] for i in flaw.claims] == ["Thursday 4 March 2026", "Wednesday 4 March 2026"]
