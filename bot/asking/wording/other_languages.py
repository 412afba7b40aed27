"""Words with which questions begin in other languages, and hardly any in English. A table, folded."""

BEGINNING = frozenset(
    str.split("""
    wer wie wann wo welche welcher welches wieviel warum weshalb
    qui quel quelle quels quelles combien quand pourquoi
    quien quienes cuando cual cuales cuanto cuantos cuantas donde que como
    chi quanto quando perche quale quali quem qual quais onde porque
    kto kiedy jaki jaka jakie gdzie ile dlaczego kdo kdy kde jaky
    hoe wanneer waar welk waarom hoeveel vem hur vilken vilka varfor hvem hvor hvornar hvilken hvilke
    kuka milloin missa unde
    """)
)
