"""Words of ordinary English, which are never taken for a slip of somebody's name: `trains` is not Claude Rains. Pure.

The table holds plain forms; what is built from them with a common ending counts too.
"""

_ENDINGS = ("ing", "ers", "ies", "ier", "est", "ed", "er", "es", "ly", "s", "y", "d", "r")
_SHORTEST = 3

_PLAIN = frozenset(
    str.split("""
    able above abroad absence accept accident account ache across action add adult adventure advice affair afraid
    age agent agree aim air airport alarm alien alley ally almost alone along aloud amount ancient angel angels
    anger angry animal answer ant anxious apart apology appeal apple area argue arm army around arrest arrive arrow
    art ash ask asleep attack attempt attic aunt autumn avoid awake aware away awful baby back bag bake balance ball
    ballad balloon band bandit bank bar bare bargain bark barn base basic basket bat bath battle bay beach bean bear
    beard beast beat beauty become bed bee beer beg begin behave behind believe bell belong belt bench bend beside
    bet between beyond bicycle bike bill bills bind bird birth bit bite bitter blade blame blank blast bleed bless
    blind block blood bloom blow board boat body boil bold bomb bone book boot booth border bore borrow boss bother
    bottle bound bowl box brain brake branch brave bread break breath breed brick bride bridge brief bright bring
    broad broke broken brook brother bucket build bull bullet burden burn burst bury bus bush business busy butcher
    butler butter button buy cabin cable cage cake calf calm camp can candle candy cap captain car card care cargo
    carpenter carpet carriage carry cart carve cash cast castle cat catch cattle cause cave ceiling cell cent
    certain chain chair chalk chance change chaos chapel charge charm chart chase cheap cheat check cheek cheer
    cheese chest chicken chief chimney choice choose christen church cigar circle circus citizen claim clap class
    claw clay clean clear clerk clever cliff cliffs climb cling clock cloth cloud clown clue coach coal coast coat
    code coffee coffin coin cold collar college colonel comb comfort comic common complain compute concern concert
    confess confuse contest control convict cook cool copper copy coral corn corner corpse cost cottage cotton couch
    cough count couple courage court cousin cover cow coward crack craft crane crash crawl crazy cream creature
    creep crew cricket cries crisp crook crop cross crowd crown cruel cruise crush cry cup cure curl curse curtain
    curtains curve cushion custom cut cyclist daddy dagger daily damage damp dance danger dare dark dart daughter
    dawn dead deaf deal dear death debt decay deck deep deer defeat defend delay demon den dentist deny depend
    desert desk despair destroy detail detective devil diamond diary die diet dig dinner dip dirt disease dish
    distance ditch dive divorce dock doctor dog doing doll dollar dolls donkey doom door dot doubt dove down dozen
    drag dragon drain draw dread dream dress drift drill drink drive driven drop drown drug drum drunk drunken dry
    duck duel duke dull dune dust dusty duty dwarf dying eager eagle ear early earn earnest earth ease east eat
    eaten echo edge egg elder elect elephant embrace emperor empire empty enemy engine enough enter envy equal
    escape estate evening event evil exact exam excuse exercise exile expect explain extra eye eyes fable face fact
    factory fade fail faint fair fairy faith fall fallen false fame family famine famous fan far fare farm farmer
    fast fat fate father fathers fault favour fear feast feather feed feel feet fellow fence ferry fetch fever field
    fierce fight figure fill final find fine finger finish fire fired firm fish fist fit fix flag flame flash flat
    flea flee flesh flight float flock flood floor flour flow flower flown flute fly foam fog fold folk follow fool
    foot football forbid force foreign foreman forest forge forget forgive forgot fork forlorn fort fortune foster
    fountain fox frame frank free freeze fresh friend fright frog front frost fruit fuel full fun fund fur fury
    future gain gallop gamble game gang garage garden garlic gas gate gather gaze general gentle gentleman ghost
    giant gift girl give glad glance glass glaze globe gloom glory glove glow glue goat god gold golden golf gone
    good gossip grab grace grade grain grand grandfather grandmother grant grape grass grave gray great greed green
    greet grey grief grin grip groan ground group grow guard guess guest guide guilt guilty guitar gun gutter habit
    hail hair half hall hammer hand handle handsome hang happen happy harbour hard hardly harm harvest haste hat
    hate haunt hawk head heal health heap hear heart heat heaven heavy hedge heel height heir hell help herb herd
    herdsman here hero heroes hidden hide high hill hint hire hit hobby hold hole holiday hollow holy honest honey
    honour hook hope horn horror horse hospital host hot hotel hour house huge human humble hung hunger hungry hunt
    hunter hurry hurt husband hut ice idea idle ill image ink innocent insect inside insist interest invite iron
    island islanders itch ivory jacket jail jam jar jaw jazz jealous jelly jewel job join joke journal journey joy
    judge juice jump jungle jury just justice keen keep kettle key kick kid kill kind king kingdom kings kiss
    kitchen kite kitten knee knife knight knit knock knot know label labour lack lad ladder lady lake lamb lamp land
    lane language lantern lap large late laugh law lawn lawyer lay lazy lead leader leaf league leak lean leap learn
    leather leave leaves lecture leg legal legend lemon lend leopard lesson let letter level liar liberty library
    lick lid lie lift light lighthouse lily limb lime limit line lion lip list listen little live lives load loan
    lobster local lock lodge log lone lonely look loose lord lorry lose lost loud love lover loyal luck lucky lump
    lunch lying machine mad magic maid mail main make malice man manner mansion maple marble march marine mark
    market marry marsh mask mass mast master match matches mate matter maybe mayor meadow meal mean meat medal meet
    melt memory men mend mention mercy mermaid mess metal mice middle midnight mild mile milk mill mind mine miner
    miracle mirror miss mist mix moan mob mock model modern moment money monk monkey monster month mood moon moral
    morning mosquito mother mothers motor mount mountain mourn mouse mouth move moving mud mule murder muscle museum
    music mute mystery nail naked name nap narrow nasty nation native nature navy near neat neck need needle
    neighbour nephew nerve nest net new news night noble nod noise noon north nose note notice novel nun nurse nut
    oak oath obey ocean odd offer office oil old olive once onion open opera orange orbit orchard order orphan other
    outlaw outside oven over owe owl own owner ox pace pack page pain paint pair palace pale palm pan panic paper
    parade parent park parrot part party pass passage passenger passion past path patient pause pave peace peach
    pear pearl peasant peel pen pencil people pepper perfect perform perfume period permit personal pet phone photo
    piano pick picnic piece pig pigeon pilgrim pillow pilot pin pink pipe pirate pit pity place plague plain plan
    plane planet plant plate play please plenty plot plough plum pocket poem poet poison pole police polish polite
    pond pony pool poor pope port porter portrait pose post postman pot potato pound pour power praise pray preach
    present press pretty price pride priest prince princess print prison prize proof proud prove public pull pulse
    punch punish pupil puppet pure purple purse push puzzle quarrel queen quest quick quiet quilt quit quiz rabbit
    race racket raft rage raid rail rain rainbow raise ranch rank rapid rare rat raven raw ray razor reach read
    ready real reap rear reason rebel receive record red reef refuge region regret reign relate relief rely remember
    rent repair reply report reptile rescue rest return revenge reward rhyme rhythm ribbon rice rich ridden riddle
    ride rifle right ring riot rise risk rival river road roar roast rob robber robe robot rock rocket rod roll
    romance roof room root rope rose rotten rough round route row royal rub rude rug ruin rule rumour run runaway
    rush rust sack sad saddle safe sail sailor saint sake salad sale salt same sand sang satellite sauce save saw
    scale scandal scar scare scarf scene scent school science scissors scold scorn scout scrap scratch scream screen
    sea seal search season seat secret seed seek sell send sense sent serious serpent servant serve settle sew sewer
    sewers shade shadow shake shaken shame shape share shark sharp shave sheep sheet shelf shell shelter shepherd
    sheriff shield shine ship shirt shiver shock shoe shoes shoot shop shore short shoulder shout show shower shrine
    shut shy sick side siege sigh sight sign silence silk silly silver simple sin sing single sink sister sit skate
    ski skill skin skirt skull sky slave sleep slice slide slim slip slope slow sly small smart smash smell smile
    smoke smooth snack snake snow soap social sock soft soil soldier solid son song soon sore sorrow soul sound soup
    sour south southern space spade spare spark speak spear special speck spectre speed spell spend sphere spice
    spider spill spin spirit spit splash split spoil spoken spoon sport spot spread spring spy square squeeze stab
    stable staff stage stain stair stake stamp stand star stare start starve state station statue stay steady steal
    steam steel steep stem step stick stiff still sting stir stock stole stolen stomach stone stool stop store storm
    story stove straight strange stranger straw stream street strength stretch strict strike string strip stroke
    strong struggle stubborn student study stuff stupid submarine succeed suck sudden suffer sugar suicide suit sum
    summer summon sun sung sunrise sunset supper supply sure surf surface surgeon surprise survive suspect swallow
    swamp swan swear sweat sweep sweet swell swift swim swing sword table tail tailor take taken tale talk tall tame
    tank tanker tap tape task taste tavern tax taxi tea teach teacher team tear tease teenager teeth telephone
    temper temple tempt tender tennis tent terror test thank thick thief thieves thin think thirst thorn thought
    thread threat threw throat throne throw thumb thunder ticket tickles tide tie tiger tight till time tin tiny tip
    tire title toast today toe together told tomb tone tongue tool tooth top torch touch tough tour towel tower town
    toy trace track trade trail train traitor tramp trap travel tray treasure treat tree tremble trench trial tribe
    trick trip troop trouble truck true trumpet trunk trust truth try tune tunnel turn twin twist typical ugly
    umbrella uncle under union unit unite upset use vague vain valley value vampire van vanish vase vast veil vein
    verse very vessel vest victim view village villain vine violent violin virgin virus visit voice volcano vote vow
    voyage wage waist wait wake walk wall wallet wander want war ward warm warn warrior wash waste watch water wave
    wax way weak wealth weapon wear weather weave web wedding weed week weep weigh weird welcome well west wet whale
    wheat wheel whip whisper whistle white whole wicked wide widow wife wild will win wind window wine wing winter
    wipe wire wise wish wit witch within witness wives wizard wolf woman women wonder wood woods wool word work
    world worm worn worry worse worst worth wound wove wrap wreck wrestle wrist write written wrong yard yell yellow
    yesterday young youth zombie zone zoo
    """)
)


def is_plain(folded: str) -> bool:
    """Tell whether a word is one of ordinary English, as the table has it."""
    return folded in _PLAIN


def is_ordinary(folded: str) -> bool:
    """Tell whether a word is one of ordinary English, in whatever form."""
    if is_plain(folded):
        return True
    for ending in _ENDINGS:
        stem = folded.removesuffix(ending)
        if stem == folded or len(stem) < _SHORTEST:
            continue
        doubled = stem[:-1] if stem[-1] == stem[-2] else stem
        if {stem, f"{stem}e", f"{stem}y", doubled} & _PLAIN:
            return True
    return False
