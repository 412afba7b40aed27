"""The grammar of small talk and of what has nothing to do with films, as data. Written as `intents` is."""

from bot.asking.grammar import phrases, rules

_YOU = r"(there|marquee|bot|all|everyone|everybody|again|you|mate|pal|folks|guys|buddy|team|people|friend|then|man)"
_TO_YOU = f"( {_YOU})*"
_NICELY = r"(many |ok |okay |lol |haha |hmm |oh |great |perfect |lovely |nice |cool |aw )*"
_SO = (
    "(so |really |very |a |an |bit |pretty |totally |absolutely |completely |just |such |all |not |no |the |being "
    "|kind of |kinda )*"
)

SMALL = rules(
    ("thanks", rf"""
        {_NICELY}(thanks?|thank you|thx|ty|cheers|tysm|ta|much appreciated|nice one){_TO_YOU}( (you|a lot|a bunch|loads
        a million|so much|very much|much|for.*|thats .*|that (was|is|helps?|helped).*|it (was|is|helped) .*|helpful
        very helpful|youre .*|you (are|were) .*|bye|lovely|brilliant|perfect|great))*
    """),
    ("greeting", rf"""
        (hi |hello |hey )*(hi|hello|hey|hiya|heya|yo|howdy|(good )?(morning|evening|afternoon)|good day|sup|wassup
        greetings|alright|all right|ey up|oi oi){_TO_YOU}( (how are you|hows it going|how is it going).*)?
        how (are|r) (you|things|we|tricks).*|(how is|hows) (it (going|hanging)|your (day|week|night|evening|morning
        weekend|life).*|things|life|everything|tricks)|(what is|whats) (up|new|happening){_TO_YOU}
        (you )?(ok|alright|all right) (there|mate)|(nice|good|pleased) to (meet|see) you.*|long time no see
        (is )?(anyone|anybody|you) (there|home)
    """),
    ("bye", rf"""
        (ok |okay |right |well |so |thanks )*(bye|bye bye|goodbye|good ?night|night night|night|see (you|ya)|cya|later
        laters|farewell|ttyl|take care|gotta go|got to go)( (now|bye|for now|later|soon|tomorrow|around|{_YOU}))*
        have a (good|nice|great|lovely) .*|(im|i am) (off|out|done)( .*)?
        (that is|thats) (all|it)( (then|thanks|today|for now))*
    """),
    ("praise", r"""
        (haha |lol |wow |ok |very |so |oh |really )*(good|great|nice|clever|smart|amazing|brilliant|excellent|solid
        fantastic) (bot|job|work|one|stuff|answer|choice|pick|shout|call|list|idea|robot)( (mate|marquee|thanks|that))*
        (you are|youre|your|you) (really |so |very |the |a |quite |pretty )*(great|awesome|amazing|brilliant|best|good
        clever|smart|helpful|fantastic|wonderful|funny|cool|lovely|legend|star|genius|sweet|kind)( .*)?
        (that is|thats|that was|this is) (really |so |very |just )?(great|good|nice|awesome|amazing|brilliant|perfect
        helpful|cool|lovely|fantastic|funny|wonderful|useful|impressive|interesting)( (mate|marquee|thanks|thank you))*
        i (love|like) (you|it|that|this)|love it|lol|lmao|ha|haha+|hehe|nice|cool|great|awesome|wow|perfect|lovely
        sweet|brilliant|excellent|fantastic|amazing|wonderful|good( stuff)?|very nice|(ok |oh |very )+cool
        good to know|impressive|interesting|well (done|played)
    """),
    ("complaint", rf"""
        (you are|youre|ur|your|you|this (bot )?is|this bot|that is|thats|that was|marquee is) {_SO}(useless
        rubbish|stupid|dumb|terrible|awful|bad|wrong|incorrect|broken|annoying|idiot|crap|trash|garbage|shit|nonsense
        slow|lying|liar|help|worst|unhelpful|suck|sucks|stink|moron|thick|mad|joke|disappointing|lame|hopeless
        pathetic)( .*)?|(thats|that is|that was) not (right|true|correct|good|helpful|it|what i .*)
        not (helpful|right|what i (asked|meant|wanted).*)|(no |nope |thats )*wrong( answer)?
        (bad|stupid|dumb|useless|terrible|rubbish) (bot|answer|robot)|i hate you.*|shut up.*|go away|wtf|stfu
        that did not help|try again|(you )?(do not|dont) understand( (me|that|anything|it))?
        what are you (on about|talking about)
    """),
    ("fine", r"""
        never ?mind( (that|then|it))?|nvm|forget (it|that|about it)|no (thanks|thank you|worries|problem|need|matter)
        nope|nah|nah thanks|not now|maybe later|(ok|okay|k|kk)( then| fine| sure)?|fine|sure( thing)?|yes please|yeah
        yep|right|i see|got it|gotcha|fair enough|(im |so |oh )*sorry( (about that|marquee|mate))?|my (bad|mistake)
        oops|hmm+|whatever|as you (wish|like)|idk|(i )?(do not|dont) (know|mind|care)|does not matter|doesnt matter
        (hmm+|ok|okay|right|well|ah|oh|lol|yeah|cool|fine|alright)( (hmm+|ok|okay|right|well|ah|then|fine|cool|sure))+
        (im |so |oh )*sorry (my|about|for) .*|nothing|just (testing|checking|looking)|test|testing( testing)*
    """),
    ("bored", r"""
        (im |i am |so |really |very |we are |were |a bit |feeling )*bored( (now|today|tonight|out of my mind|stiff
        to death|again|as hell))*
    """),
    ("help", r"""
        .*what (can|do) (you|i) (do|ask|know|answer|say)( .*)?|help( me)?( out)?
        .*how (do|does|can) (you|this|i|it) (use|work|ask)( .*)?|what (kind|sort) of questions.*
        what are you (able|good) .*|commands?|what (else )?(can|do) you do
    """),
    ("taste", r"""
        (do|dont) you (like|love|hate|enjoy|watch|prefer|cry|sleep|dream|eat|feel) .*|what is your (favou?rite|opinion
        taste).*|(what do|do) you think.*|your (favou?rite|opinion).*|what films do you like|have you seen .*
        do you have (a )?favou?rites?|do you (sleep|eat|dream|cry)
    """),
    ("identity", r"""
        (so |and |wait |but |ok |hey )*(who|what) (are|r) you( (then|exactly|again|anyway|even|really|called))*
        are you (a |an |the |even )?(bot|human|real|ai|robot|person|chatgpt|language model|llm|alive|machine)
        what is your name|who (made|built|created|wrote|runs) you|(what|who) is (marquee|this( bot)?)
        whats this( bot)?|how old are you|where are you from
    """),
)  # fmt: skip
"""Small talk, of which the whole of a question is."""

_EATEN = r"(eggs?|rice|pasta|chicken|cake|bread|omelette|soup|pancakes?|dinner|lunch|tea|steak)"
_SERVED = r"(pizza|sushi|burgers?|curry|kebab|restaurants?|coffee|pubs?|takeaway|hotels?|cafes?|bars?|ramen|tacos?)"
_READ = r"(books?|songs?|albums?|bands?|podcasts?|recipes?|restaurants?)"
_WRITTEN = r"(poem|song|essay|email|letter|code|script|python|recipe)"
_BOOKED = r"(taxi|cab|uber|pizza|table|room|flights?|hotel|tickets?|food|drinks?|beers?|coffee|train|bus|seats?)"
_OWNED = r"(homework|essay|boss|job|ex|mum|mom|dad|wife|husband|car|laptop|phone|cv|rent|taxes)"

OFF_TOPIC = phrases(rf"""
    world cup|super ?bowl|premier league|champions league|(cup|nba|nfl) finals?|grand prix|wimbledon
    (football|rugby|cricket|tennis|basketball) (match|game|team|score)
    (best|good|nearest|closest|cheap|decent|any) (\w+ )?{_SERVED}
    places? to (eat|drink|stay)|near me|\d+ (times|plus|minus|x|divided by|multiplied by) \d+|square root
    (order|book|call|fetch|reserve|get|buy) (me |us )?(a |an |some |the |two |\d+ )*(\w+ )?{_BOOKED}
    telly|tv|television|(boil|fry|cook|bake|roast|grill|make|poach) (an? |some |the |my )*{_EATEN}
    traffic|exchange rate|(dollars?|euros?|pounds?) (in|to) (dollars?|euros?|pounds?|yen)|star sign|wifi|my {_OWNED}
    marry me|date me|what (is )?the time|what time is it( now)?|what day is (it|today)|tell me a joke|lottery numbers?
    (win|won|lost) the elections?|referendum|python (script|code|program)|(write|make) me (an? |some )?{_WRITTEN}
    (will|is) it (going to )?(rain|snow)(ing)?|forecast|(king|queen|president|pope|mayor) of
    (recommend|suggest) (me |us )?(an? |some )?(good |nice |great )?{_READ}
    (best|greatest|fastest|richest) (rapper|singer|band|footballer|player|team|car|city|song|book|album|phone|food)
    (is|are) the (shop|bank|pub|office|gym)s? (open|closed)
    (know|tell|got|heard) (me |us )?(any|an?|some) (good |funny |new )?jokes?|play (some )?(music|song)
    vote for|mayor|prime minister|temperature|interest rates?|share price|train times?
""")
"""What has nothing to do with films, whatever title is near to its words."""

OUTSIDE = phrases(r"""
    weather|president|capital|bitcoin|stock|football|soccer|recipe|cook|pizza|president|politics|election|homework
    python|code|program|ignore|instructions|prompt|system|joke|poem|song|translate|math|plus|minus|times|divided
    meaning of life|news|time is it|day is it|restaurant|hotel|flight|doctor|medicine|covid|phone|computer|game
    dinner|breakfast|lunch|dog|cat|girlfriend|boyfriend|money|crypto|pretend|roleplay|act as|jailbreak|rules
    password|token|hack|sing|dance|horoscope|lottery|sport|olympics|planet|distance|population
""")
"""Words of what has nothing to do with films, where no film, person or genre is named."""
