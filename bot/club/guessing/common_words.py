"""Words that are no secret by themselves, though they stand in titles and names. Data, folded and in Latin letters."""

from typing import Final

FUNCTION_WORDS: Final = frozenset(
    str.split("""
        the and but nor for with without from into onto upon over under between about after before against through
        this that these those there here where when what which who whom whose why how than then not all any both each
        few more most much many other another some such only own same too very just also again once ever never always
        you your yours his her hers him she they them their its our ours mine myself himself herself itself
        are was were been being has have had having does did doing done can could will would shall should may might
        must let dont doesnt didnt isnt wasnt arent cant wont its thats whats hes shes youre were theyre ive
        les des une aux dans sur pour par avec est qui que ses mes son gli una del della dei nel per con che los las
        por para der die das den dem des ein eine einen und von van ist mit auf het een och ett det att som uma dos
        das nos
    """)
)
"""Articles, prepositions, pronouns and auxiliaries of the languages most titles are in.

Words of one or two letters count as such too.
"""

COMMON_WORDS: Final = frozenset(
    str.split("""
        one two three first second third last next new old young little small big great good bad best better worst
        long short high low full real right left true late early half whole
        man men woman women people person boy girl day days night nights time times year years hour hours life lives
        world way ways thing things place part side end name hand head face eyes love
        come comes came coming see sees saw seen seeing get gets got know knows knew known make makes made making
        take takes took look looks looked looking say says said tell tells told think thinks thought give gives gave
        find finds found feel feels felt keep keeps kept call called goes going gone went want wants like likes live
        work works back away off out down still even now soon yet well everything everywhere nothing something
        anything nobody somebody everybody today tomorrow tonight
        film films movie movies story stories picture pictures scene scenes camera close play plays show shows
    """)
)
"""Words that any review uses: they are hidden where they are written as a title, with a capital or between marks."""

SAYS_LITTLE: Final = (
    FUNCTION_WORDS
    | COMMON_WORDS
    | frozenset(
        str.split("""
            absolutely acting actor actors actress actually again ages amazing amazingly audience average awesome awful
            beautiful beautifully believe bored boring brilliant brilliantly cast certainly cinema classic completely
            definitely director disappointed disappointing easily ending enjoy enjoyable enjoyed entertaining entire
            especially excellent extremely fan fans fantastic favorite favourite films fine finest flawless flick forget
            fully fun funny genre genuinely gorgeous greatest hated highly honestly however incredible incredibly
            interesting kind liked loved lovely masterful masterpiece minutes must nice opinion outstanding overall
            overrated perfect perfectly performance performances phenomenal plot point powerful pretty probably quite
            rating really recommend recommended recommending remember review reviews scene scenes script seriously
            simply solid something soundtrack special spectacular stunning super superb surely terrible terrific
            theater theatre totally truly underrated understand unforgettable utterly viewers waste watch watched
            watching whole wonderful wonderfully worth writing wrong
        """)
    )
)
"""Words of praise and blame that fit any film; a clue of nothing else is none."""

NAME_WORDS: Final = COMMON_WORDS | frozenset(
    str.split("""
        art april august autumn bacon baker ball banks bell bill bird bishop black blue bond bridges brown brook
        brooks burns burr butler cage carpenter case chance chase christian church clay close cook cross crow cruise
        dance day dean drew duke earl early east faith fair farmer field fields fish fisher fly ford forest foster
        fox frank freeman french frost gale gay german glass gold golden goodman grace grant gray green grey gross guy
        hall hardy hart heard heaven hill holiday hope horn hunt hunter ice idle iris ivory ivy jack jet joy judge
        june justice keen kind king knight lamb land lane law lean light lily little lock long lord loss major march
        mark marsh mason may mercy miller milk moon moss nice noble north nun page paris park parks pat patience
        pearl penny pepper pike pitt pope porter post potter power powers pray price prince quick rain raven ray read
        reed reeves rich rice river rivers robin rock rose ruby rush sage salt sand scarlet sharp shepherd short silver
        singer slaughter smart smith snow song spring star stark stern stone storm strange street strong sue summer
        sweet swift taylor temple tempest trotter turner twist underwood valentine violet walker wall ward waters watts
        weaver webb wells west white wild will wind winter winters wise wolf wood woods worth wright york
    """)
)
"""Names that are words as well: they are hidden where they are written with a capital."""

NAME_PARTICLES: Final = frozenset(
    str.split(
        "de da di do du del della der den des la le lo el al bin ibn van von vom zu zur ten ter y e i jr sr st mc"
    )
)
"""Small words within names."""

IRREGULAR: Final = {
    form: base
    for base, *forms in (
        line.split()
        for line in """
            man men
            woman women
            child children
            foot feet
            tooth teeth
            goose geese
            mouse mice
            wolf wolves
            wife wives
            knife knives
            thief thieves
            leaf leaves
            life lives
            half halves
            fly flew flown
            sing sang sung singin
            run ran running
            drive drove driven
            ride rode ridden
            rise rose risen
            fall fell fallen
            fight fought
            send sent
            lose lost
            break broke broken
            steal stole stolen
            speak spoke spoken
            forget forgot forgotten
            hide hid hidden
            bite bit bitten
            blow blew blown
            begin began begun
            drink drank drunk
            sleep slept
            dream dreamt
            burn burnt
            catch caught
            teach taught
            bring brought
            buy bought
            kneel knelt
            win won
            shoot shot
        """.strip().splitlines()
    )
    for form in forms
}
"""English words whose other forms do not begin alike, by each such form."""
