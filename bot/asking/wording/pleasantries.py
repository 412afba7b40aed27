"""The grammar of small talk and of what has nothing to do with films, as data. Written as `intents` is."""

from bot.asking.wording.grammar import phrases, rules

_YOU = (
    "(there|marquee|bot|all|yall|everyone|everybody|every one|again|you|you lot|mates?|pals?|folks|guys|gang|crew"
    "|buddy|bud|team|people|peeps|friends?|then|man|dude|bro|love|chaps|lads|chat|club|film (fans|lovers|buffs|people)"
    "|cinephiles|from .*|my (friends?|dear|man))"
)
_TO_YOU = f"( {_YOU})*"
_NICELY = r"(many |ok |okay |lol |haha |hmm |oh |great |perfect |lovely |nice |cool |aw )*"
_BOT = (
    r"(bot|human( being)?|real|ai|an ai|a i|robot|person|chatgpt|gpt|language model|llm|alive|machine|computer|program)"
)
_VERY = (
    "(really |so |very |super |mega |dead |the |a |an |quite |pretty |such |absolute |just |too |actually |bloody "
    "|absolutely )*"
)
_SO = (
    "(so |really |very |a |an |bit |pretty |totally |absolutely |completely |just |such |all |not |no |the |being "
    "|kind of |kinda )*"
)

SMALL = rules(
    ("thanks", rf"""
        {_NICELY}(thanks?|thank (you|u)|thankyou|thx|thnx|tnx|ty|cheers|tysm|ta|tq|much (appreciated|obliged)|nice one
        merci|danke|gracias|grazie|many thanks|i appreciate (it|that|you.*)|appreciate (it|that|the help)|appreciated
        thats all i (needed|wanted)( to know)?){_TO_YOU}( (you|a lot|a bunch|a ton|loads|heaps|tons|again|in advance
        a million|so much|very much|much|for (?!nothing).*|thats .*|that (was|is|helps?|helped|will|answers).*
        it (was|is|helped) .*
        helpful|very helpful|indeed|youre .*|(you|u) (are|r|were|have been|rock|rule|legend|star|beauty).*|youve been .*
        ur .*|your .*|bye|lovely|brilliant|perfect|great|exactly what i .*|just what i .*|appreciate it
        kindly|i appreciate .*|have a .*|big help|legend|love))*
    """),
    ("greeting", rf"""
        (hi |hello |hey |oh |well |and |why )*(hi|hello|hey|hei|hej|hallo|hullo|ello|helo|helloo+|hii+|heyy+|hiya
        heya|yo
        yoo+|howdy|((very )?good |gd |g )?(morning|mornin|evening|evenin|afternoon|arvo)|good day|gday|gm|ge|sup|wassup
        whatsup|wazzup|greetings|salutations|welcome|alright|all right|ey up|ay up|oi oi|hola|bonjour|ciao|aloha|namaste
        konnichiwa|guten tag|top of the morning|happy \w+|(im|i am) (back|here|new( here)?)){_TO_YOU}( (how are you
        how r u|how are things|hows (it going|tricks|things|life|everyone|everybody).*|how is it going|whats up
        happy \w+
        nice to .*|hope .*|its me|im back|im new( here)?|to (you|all|everyone).*).*)?
        (hows|how is) (everyone|everybody|every one|the (club|gang|weekend|day)).*|good to (see|be) .*
        how (are|r) (you|things|we|tricks).*|(how is|hows) (it (going|hanging)|your (day|week|night|evening|morning
        weekend|life).*|things|life|everything|tricks)|(what is|whats) (up|new|happening){_TO_YOU}
        (you )?(ok|alright|all right) (there|mate)|(nice|good|pleased) to (meet|see) you.*|long time no see
        (is )?(anyone|anybody|you) (there|home)
    """),
    ("bye", rf"""
        (ok |okay |right |well |so |thanks |thank you |anyway |alright |cheers |and )*(bye|bye bye|byee+|goodbye
        good bye
        good ?night|g ?night|gn|nighty? night|night|nite|night night|see (you|ya|u|yous)|cya|cu|later|laters|l8r
        farewell
        ttyl|ta ?ta|toodles|cheerio|so long|take care|(i )?(gotta|got to|have to|must|need to|should) (go|run|dash|sleep
        leave|head off)( .*)?|sleep (well|tight)|sweet dreams|peace( out)?|adios|au revoir|ciao|catch (you|ya|u)
        (talk|speak|chat) (to (you|ya|u) )?(later|soon|tomorrow)|until (next time|tomorrow|then)|till (next time
        tomorrow)
        (im|i am|time)( (going|off))?( to| for) (bed|sleep|home)|(im )?heading (off|out|home|to bed)|signing off
        have fun( .*)?)( (now|bye|for now|later|soon|tomorrow|around|next (week|time|month|friday|saturday)|then|on \w+
        to bed|x+|xo+|later on|in the morning|at \w+|and|see (you|ya)|sleep well|sweet dreams|take care|night|(thanks
        thank you
        cheers|ta)( .*)?
        good ?night|goodbye|have a .*|{_YOU}))*
        have (a|an) (good|nice|great|lovely|wonderful|fab|excellent|fun) .*|(im|i am) (off|out|done)( .*)?
        (that is|thats) (all|it)( (then|thanks|today|for now))*
    """),
    ("praise", rf"""
        (haha |lol |wow |ok |very |so |oh |really |what (a|an) )*(good|great|nice|clever|smart|amazing|brilliant
        excellent
        solid|fantastic|lovely|top|cracking|cool|helpful|useful|legendary) (bot|job|work|one|stuff|answer|choice|pick
        shout
        call|list|idea|robot|girl|boy|lad|machine|little bot)( (mate|marquee|thanks|that|you))*
        (you are|youre|your|you|ur|this (bot|thing) is|marquee is|i think (you are|youre)
        you really are) {_VERY}(great|awesome|amazing
        brilliant|best|good|clever|smart|helpful|fantastic|wonderful|funny|cool|lovely|legend|star|genius|sweet|kind
        useful|beauty|lifesaver|life saver|gem|treasure|hero|champ|champion|incredible|impressive|goat|beast|king|queen
        angel|superb|marvellous|perfect|fun|hilarious|top)( .*)?
        (you|u|marquee|this bot) (really |totally |absolutely )*(rock|rocks|rule|rules|nailed it|smashed it|slay)
        (wow |oh |haha |damn |ok )*(youre|you are|that was) (really |so |very |pretty |super )*(quick|fast|speedy)( .*)?
        (youve|you have|uve) been (so |very |really |super |most |a |an |such |great |huge |big |real )*(helpful|help
        great
        useful|brilliant|amazing|wonderful|fantastic|kind|lovely|star|legend|awesome)( .*)?
        you know (your stuff|a lot|so much)( .*)?|(what )?(a|an) (legend|star|genius|hero|champ|lifesaver)
        (this|that) is (so |really )*(fun|handy|neat)|(i am |im )?(so )?impressed
        (that is|thats|that was|this is) (really |so |very |just )?(great|good|nice|awesome|amazing|brilliant|perfect
        helpful|cool|lovely|fantastic|funny|wonderful|useful|impressive|interesting)( (mate|marquee|thanks|thank you
        ta|cheers|thx|ty|bot))*
        i (love|like) (you|it|that|this)|love it|lol|lmao|ha|haha+|hehe|nice|cool|great|awesome|wow|perfect|lovely
        sweet|brilliant|excellent|fantastic|amazing|wonderful|good( stuff)?|very nice|(ok |oh |very )+cool
        good to know|impressive|interesting|well (done|played)( (you|mate|marquee|bot|there))*|bravo|kudos|respect|yay
        good (boy|girl|lad)|congrats|congratulations|woo+|hurray|hooray|woohoo
    """),
    ("complaint", rf"""
        (you are|youre|ur|your|you|this (bot )?is|this bot|that is|thats|that was|marquee is) {_SO}(useless
        rubbish|stupid|dumb|terrible|awful|bad|wrong|incorrect|broken|annoying|idiot|crap|trash|garbage|shit|nonsense
        slow|lying|liar|help|worst|unhelpful|suck|sucks|stink|moron|thick|mad|joke|disappointing|lame|hopeless
        pathetic)( .*)?|(thats|that is|that was) not (right|true|correct|good|helpful|it|what i .*)
        not (helpful|right|what i (asked|meant|wanted).*)|(no |nope |thats )*wrong( answer)?
        (bad|stupid|dumb|useless|terrible|rubbish) (bot|answer|robot)|i hate you.*|shut up.*|go away|wtf|stfu
        that did not help|thanks for nothing|try again|(you )?(do not|dont) understand( (me|that|anything|it))?
        what are you (on about|talking about)
    """),
    ("fine", r"""
        never ?mind( (that|then|it))?|nvm|forget (it|that|about it)|no (thanks|thank you|worries|problem|need|matter)
        nope|nah|nah thanks|not now|maybe later|(ok|okay|k|kk)( then| fine| sure)?|fine|sure( thing)?|yes please|yeah
        yep|right|i see|got it|gotcha|fair enough|(im |so |oh )*sorry( (about that|marquee|mate))?|my (bad|mistake)
        oops|wrong (channel|chat|person|server|window|bot)|hmm+|whatever|as you (wish|like)|idk|(i )?(do not
        dont) (know|mind|care)|does not matter|doesnt matter
        (hmm+|ok|okay|right|well|ah|oh|lol|yeah|cool|fine|alright)( (hmm+|ok|okay|right|well|ah|then|fine|cool|sure))+
        (im |so |oh )*sorry (my|about|for|wrong) .*|nothing|just (testing|checking|looking)|test|testing( testing)*
    """),
    ("bored", r"""
        (im |i am |so |really |very |we are |were |a bit |feeling )*bored( (now|today|tonight|out of my mind|stiff
        to death|again|as hell))*
    """),
    ("help", r"""
        .*what( else| all| stuff| things)? (can|could|do|does|should|might|may|would) (you|i|we|u|ya|this bot|this thing
        this|the bot|marquee) (actually |even |all |usually |like )*(do|ask|know|answer|say|offer|help|tell
        understand|type
        use|get|find|look up)(?! (what|which|when|where|how|who|about \w))( .*)?|help( me)?( out)?( please| marquee
         pls)?
        .*how (do|does|can|should|would) (you|this|i|we|it|this bot|marquee|one) (use|work|ask|talk|start|begin
        get started
        query|search|find things|go about)( .*)?|.*what (kinds?|sorts?|types?) of (questions|things|stuff|q s?
        requests) .*
        (what|whats) (are )?you (able|good|capable|for|useful) .*|commands?|what (else )?(can|do) you do
        what are you for
        (what|which|any|list|show|your|all|whats|the|me|are) ?(are|is|all|your|me)? ?(your |the |you )?(features?
        abilities|capabilities|skills|functions?|commands?|options|powers|tricks|talents)( .*)?
        (show|tell) me what you (can|could) do( .*)?|what else are you .*|how can you help( .*)?|what do you do( .*)?
        (i am |im )?(new|lost|stuck|confused)( here)?( .*)?|instructions|manual|user guide|tutorial|menu|faq
        (give|show) me (some |an? )?(examples?|ideas of what to ask)( .*)?|(some |any )?examples?( questions?)?
        can you help( me| us)?( out)?( .*)?|i need (some )?help( .*)?|what is (this|the) (channel|bot) for
        (what|where) (do|should|can) i (start|begin)|where to start|what now|how (do|does) th(is|at) (thing |bot )?work
    """),
    ("taste", r"""
        (do|dont) you (ever |really |actually |even )*(like|love|hate|enjoy|watch|prefer|cry|sleep|dream|eat
        feel)( .*)?|what is your (favou?rite|opinion
        taste).*|(what do|do) you think.*|your (favou?rite|opinion).*|what films do you like|have you seen .*
        do you have (a )?favou?rites?|do you (sleep|eat|dream|cry)
    """),
    ("identity", rf"""
        (so |and |wait |but |ok |hey |um |sorry )*(who|what) (are|r) (you|u|ya)( (then|exactly|again|anyway|even|really
        called|actually|supposed to be))*|who am i (talking|speaking|chatting) (to|with)( .*)?|who is this( then)?
        (so |and |wait |but |ok |hey |honestly |seriously |sorry )*(are|r|is|am|do) (you|u|ya|this|marquee|i
        that|there|it|we)( (not|actually|really|just|even|secretly|guys|all|only|truly|honestly|in fact))*( (talking
        speaking|chatting|typing)( to| with)?)?( (a|an|the|some|any|kind of|sort of|some kind of|some sort of))*( (real
        actual|live|living|proper|actually|human|artificial|little|chat|discord))*( {_BOT})( .*)?
        (so |and |wait |but |ok |hey )*(youre|you are|you must be|u r|ur|you)( (not|just|only|really|actually|definitely
        surely))*( (a|an|the|some))*( (real|actual))*( {_BOT})( (right|then|arent you|are you|innit|huh|yeah|no|or .*))*
        is (anyone|anybody|someone|somebody) (real|human|actually) .*|(are|r) (you|u) (run|powered|driven) by .*
        do you use (ai|chatgpt|gpt|an? .*)|how (smart|clever) are you
        (tell me |say |something |more |a bit |a little )*about yourself|introduce yourself|(what is|whats
        wats) (your|ur) (name|purpose|job|deal)( .*)?|(do you have|have you got) a name|who (made|built|created|wrote
        runs|programmed
        coded
        designed|developed|owns|trained|is behind) (you|this( bot)?|marquee)|(what|who) is (marquee|this( bot)?)
        whats this( bot| thing)?|how old are you|what languages? (do|can) you (speak|know|understand)
        (is|are) there (a|any|some) (real )?(humans?|persons?|people) (here|there|behind.*|in here)
        where (are you from|do you live)|are you (chatgpt|alexa|siri|bard
        claude)
        what (exactly )?is (marquee|this (bot|thing))( .*)?|are you (male|female|a (boy|girl|man|woman))
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
    traffic|exchange rate|(dollars?|euros?|pounds?) (in|to) (dollars?|euros?|pounds?|yen)|star sign|wifi
    (?<!with )(?<!for )(?<!and )my {_OWNED}
    marry me|date me|what (is )?the time|what time is it( now)?|what day is (it|today)|tell me a joke|lottery numbers?
    (win|won|lost) the elections?|referendum|python (script|code|program)|(write|make) me (an? |some )?{_WRITTEN}
    (will|is) it (going to )?(rain|snow)(ing)?|forecast|(king|queen|president|pope|mayor) of
    (recommend|suggest) (me |us )?(an? |some )?(good |nice |great )?{_READ}
    (best|greatest|fastest|richest) (rapper|singer|band|footballer|player|team|car|city|song|book|album|phone|food)
    (is|are) the (shop|bank|pub|office|gym)s? (open|closed)
    (know|tell|got|heard) (me |us )?(any|an?|some) (good |funny |new )?jokes?|play (some )?(music|song)
    (can|do) (you|u) (speak|understand) [a-z]+|vote for|mayor|prime minister|temperature|interest rates?|share price
    train times?
""")
"""What has nothing to do with films, whatever title is near to its words."""

WISHED_ELSEWHERE = phrases(rf"""
    (write|compose|sing|draw|paint|translate|code|program) (me |us )?(an? |some |the |this |my |short )*(
    poem|song|essay|story|email|letter|code|script|picture|rap|haiku|limerick|joke|program|cv|speech|{_WRITTEN})
    how (do|can|should|would|could|to) ?(i|you|we|one)? ?(get|make|cook|clean|remove|fix|build|learn|lose|earn|grow
    repair
    install|bake|boil|tie|wash|invest|stop|sleep|bake|drive|paint|train|become|cure) (?!(it|FILM|you|better
    more)(?!\S)).*
""")
"""What is asked for that has nothing to do with films, though a word of it may be near to one."""

OUTSIDE = phrases(r"""
    weather|president|capital|bitcoin|stock|football|soccer|recipe|cook|pizza|president|politics|election|homework
    python|code|program|ignore|instructions|prompt|system|joke|poem|song|translate|math|plus|minus|times|divided
    meaning of life|news|time is it|day is it|restaurant|hotel|flight|doctor|medicine|covid|phone|computer|game
    dinner|breakfast|lunch|dog|cat|girlfriend|boyfriend|money|crypto|pretend|roleplay|act as|jailbreak|rules
    password|token|hack|sing|dance|horoscope|lottery|sport|olympics|planet|distance|population
""")
"""Words of what has nothing to do with films, where no film, person or genre is named."""
