/**
 * What people tell each other, and how it is asked for later. `{speaker}` is who tells it, `{other}` who listens; the other
 * slots are filled once per fact. Questions avoid the words of their evidence: that is what they are there to test.
 */
export type FactKind = {
  category: 'single' | 'reply' | 'temporal' | 'date' | 'update' | 'hop' | 'list' | 'inference'
  /** What the other says first, and what is said after it; topic talk as it stands around facts in real conversations. */
  before: string[]
  /** Each is told in a session of its own, and is evidence unless it begins with `-`. */
  say: string[]
  after: string[]
  ask: string[]
}

export const FACT_KINDS: FactKind[] = [
  {
    category: 'single',
    before: ['How is everybody at home?'],
    say: ['Louder than ever! We drove out to the shelter and came back with a {breed}, the kids call her {pet}.'],
    after: ['Oh, I bet nobody gets any sleep now.', 'Has she chewed up the sofa yet?'],
    ask: ['What kind of dog lives with {speaker}’s family?', 'Which animal did {speaker} adopt?'],
  },
  {
    category: 'single',
    before: ['You sounded nervous on the phone about Thursday.'],
    say: ['It went well after all, I signed the contract. From next month I am a {job} at {company}.'],
    after: ['Congratulations, you waited so long for that.', 'That deserves a proper toast.'],
    ask: [
      'Where is {speaker} employed now?',
      'What does {speaker} do for a living?',
      'Which new position did {speaker} accept?',
    ],
  },
  {
    category: 'single',
    before: ['I am putting together the menu for Saturday.'],
    say: ['Lovely, only leave out {food} please, it makes my throat swell up within minutes.'],
    after: ['Good that you told me, I will check every label.'],
    ask: ['What is {speaker} allergic to?', 'Which ingredient is dangerous for {speaker}?'],
  },
  {
    category: 'single',
    before: ['You look like you need some time off.'],
    say: ['Already booked! {number} days of hiking around {place}, with a tent and no laptop.'],
    after: ['I am so jealous, send me pictures.', 'Do not forget the blister plasters.'],
    ask: ['Where is {speaker} going on vacation?', 'What is the destination of {speaker}’s holiday trip?'],
  },
  {
    category: 'single',
    before: ['Is that music I hear in the background?'],
    say: ['That is me and my {instrument}, sorry. {teacher} says I should practise scales every evening.'],
    after: ['It does not sound bad at all, honestly.'],
    ask: ['Which instrument is {speaker} learning to play?', 'Who gives {speaker} music lessons?'],
  },
  {
    category: 'single',
    before: ['Why were you not at training on Tuesday?'],
    say: ['I slipped on the ice and cracked my {bone}, now I am in plaster for {number} weeks.'],
    after: ['Ouch. Tell me if you need somebody to carry the shopping.'],
    ask: ['What injury did {speaker} suffer?', 'Which part of the body did {speaker} break in the fall?'],
  },
  {
    category: 'single',
    before: ['You have dark circles under your eyes today.'],
    say: ['My own fault, I could not put down “{book}” and suddenly it was four in the morning.'],
    after: ['Lend it to me when you are through.'],
    ask: ['Which novel kept {speaker} awake at night?', 'What did {speaker} read until dawn?'],
  },
  {
    category: 'single',
    before: ['Did the garage call you back?'],
    say: ['They did, the gearbox is finished. {amount}, and that is with the discount.'],
    after: ['For that you could nearly get another one.'],
    ask: [
      'How much does it cost to repair {speaker}’s car?',
      'What price was {speaker} quoted for the vehicle’s transmission?',
    ],
  },
  {
    category: 'single',
    before: ['I wrote down that we still owe somebody money.'],
    say: ['Right, {company}. When you transfer it, put {code} in the subject, or they will not find it.'],
    after: ['Will do it tonight before I forget again.'],
    ask: [
      'What reference has to be given for the payment to {company}?',
      'Which number belongs to the bill of {company}?',
    ],
  },
  {
    category: 'single',
    before: ['So what did the group agree on in the end?'],
    say: [
      'We are going with {tool} for the bookings. The other one was prettier, but this one runs without a subscription.',
    ],
    after: ['Makes sense, we never have money left in December.'],
    ask: ['Which reservation software was chosen, and for what reason?', 'Why was {tool} picked?'],
  },
  {
    category: 'single',
    before: ['I can put the kettle on, or is it too late for that?'],
    say: ['Never too late, as long as it is {drink}. Filter coffee gives me heartburn.'],
    after: ['Noted for the next visit.'],
    ask: ['What does {speaker} like to drink?', 'Which beverage should be served to {speaker}?'],
  },
  {
    category: 'single',
    before: ['The boxes in your hallway look serious.'],
    say: ['Yes, we got the keys on Friday, the new flat is on {street}, third floor and no lift.'],
    after: ['I will stretch my back before I come and help.'],
    ask: ['What is {speaker}’s new address?', 'To which place did {speaker} move?'],
  },
  {
    category: 'single',
    before: ['My aunt always says that spring is for trying things.'],
    say: ['Then she will like this: I put my name down for the {course} evening class at the college.'],
    after: ['You will be better than all of us by summer.'],
    ask: ['Which subject is {speaker} studying?', 'What course did {speaker} enrol in?'],
  },
  {
    category: 'reply',
    before: ['Did you decide on something for the kitchen walls?'],
    say: ['Yes, it will be {color} in the end, with white around the windows.'],
    after: ['That will look warm in the evening light.'],
    ask: ['What colour did {speaker} choose for the kitchen?', 'Which shade of paint is used in {speaker}’s kitchen?'],
  },
  {
    category: 'reply',
    before: ['And where did you live before you got this apartment?'],
    say: ['In {city}, right behind the cathedral, with four flatmates and a single bathroom.'],
    after: ['That explains why you are never impatient.'],
    ask: ['What was {speaker}’s previous home town?', 'In which city did {speaker} live before the present apartment?'],
  },
  {
    category: 'reply',
    before: ['What did the doctor say about your back pain?'],
    say: ['That it is {disease}. Lots of swimming, nothing heavy, and patience.'],
    after: ['Patience is the hard part, I know you.'],
    ask: ['What was the diagnosis for {speaker}’s back?', 'Which illness did the doctor find in {speaker}?'],
  },
  {
    category: 'reply',
    before: ['Who will look after the garden while you are gone?'],
    say: ['{person} offered, from two doors down, in exchange for all the courgettes.'],
    after: ['There will be many courgettes.'],
    ask: ['Who takes care of {speaker}’s garden during the absence?', 'Who waters the plants for {speaker}?'],
  },
  {
    category: 'reply',
    before: ['How many people are coming to your wedding?'],
    say: ['About {number} tables of eight, if the cousins from {country} get their visas.'],
    after: ['Then the hall is just big enough.'],
    ask: [
      'How many wedding guests does {speaker} expect?',
      'From which country do relatives travel to {speaker}’s wedding?',
    ],
  },
  {
    category: 'reply',
    before: ['What did you cook when your parents visited?'],
    say: ['{dish}, from scratch. My mother asked for the recipe, which has never happened before.'],
    after: ['Frame that day in the calendar.'],
    ask: ['Which meal did {speaker} prepare for the parents?', 'What dish was served when {speaker}’s parents came?'],
  },
  {
    category: 'reply',
    before: ['Which sport did your little one choose in the end?'],
    say: ['{sport}, of all things. {child} even sleeps in the club shirt.'],
    after: ['Better than lying on the sofa.'],
    ask: ['Which sport does {speaker}’s child do?', 'What is the name of {speaker}’s child?'],
  },
  {
    category: 'temporal',
    before: ['You are smiling, did something happen?'],
    say: ['I passed the driving test {ago}, at the fourth attempt!'],
    after: ['The roads will never be the same.'],
    ask: ['When did {speaker} get the licence?', 'On which day did {speaker} pass the exam behind the wheel?'],
  },
  {
    category: 'temporal',
    before: ['What is the big envelope on the shelf?'],
    say: ['The deed. We bought the little house by the lake {ago}, I still cannot believe it.'],
    after: ['So that is why you were so quiet.'],
    ask: [
      'When did {speaker} purchase the property at the water?',
      'On what date did {speaker} become the owner of the cottage?',
    ],
  },
  {
    category: 'temporal',
    before: ['You run up the stairs as if it was nothing.'],
    say: ['I finished the half marathon in {city} {ago}, two hours and four minutes.'],
    after: ['I would have needed two days and four minutes.'],
    ask: ['When did {speaker} take part in the race?', 'What was the date of {speaker}’s long-distance run?'],
  },
  {
    category: 'temporal',
    before: ['Your sister posted a picture with balloons.'],
    say: ['Her twins were born {ago}, a bit early but both are well.'],
    after: ['How wonderful, give her a hug from me.'],
    ask: ['When did {speaker} become an uncle or aunt?', 'When did {speaker}’s sister have the babies?'],
  },
  {
    category: 'date',
    before: ['Anything new on your side?'],
    say: ['I gave a talk about {course} at the library, forty people came and nobody left early.'],
    after: ['I would have been too shy.'],
    ask: [
      'What did {speaker} do in front of an audience in {session}?',
      'Which presentation took place around {session}?',
    ],
  },
  {
    category: 'date',
    before: ['Hello, long time no hear!'],
    say: ['I spent the week repairing the roof with {person}, every muscle hurts.'],
    after: ['Next time hire somebody.'],
    ask: ['What was {speaker} busy with in {session}?', 'Who helped {speaker} in {session}?'],
  },
  {
    category: 'update',
    before: ['Any word about project {project}?'],
    say: [
      '-{project} should be done by {month}, says the plan.',
      'By the way, {project} slipped again: now it is {laterMonth}.',
    ],
    after: ['Plans are there to be rewritten.'],
    ask: ['When is {project} due now?', 'What is the current deadline of {project}?'],
  },
  {
    category: 'hop',
    before: ['How are your relatives?'],
    say: [
      'My cousin {person} moved to {city}, just like that, with two suitcases.',
      '{person} wrote! The {shop} next to the station is open now, with a queue on the first day.',
    ],
    after: ['Good to hear that it works out.'],
    ask: [
      'In which city is the shop of {speaker}’s cousin?',
      'What kind of business does {speaker}’s cousin run, and where?',
    ],
  },
  {
    category: 'hop',
    before: ['Did you hear from anybody of the old crowd?'],
    say: [
      '{person} works at {company} now, in the lab on the top floor.',
      'Guess what, {company} is closing the whole lab at the end of the quarter.',
    ],
    after: ['That is how it goes.'],
    ask: ['Why might {person} lose the job?', 'Which friend of {speaker} is affected by the shutdown at {company}?'],
  },
  {
    category: 'hop',
    before: ['Where do your people come from, originally?'],
    say: [
      'From {country}, my grandfather came over on a cargo ship.',
      '-I never learned the language, sadly.',
      'We are flying to {country} in spring, to see the village for the first time.',
    ],
    after: ['That must mean a lot to you.'],
    ask: [
      'Why is {speaker} visiting {country}?',
      'What connects {speaker}’s family history with the journey in spring?',
    ],
  },
  {
    category: 'list',
    before: ['What are you humming?'],
    say: [
      'A song by {band}, we were right in front of the stage.',
      'My ears still ring from {band2}, what a night.',
      'It rained through all of {band3}, nobody went home though.',
    ],
    after: ['You should bring ear plugs.'],
    ask: ['Which bands has {speaker} seen live?', 'Whose concerts did {speaker} attend?'],
  },
  {
    category: 'list',
    before: ['Is somebody ill at your place again?'],
    say: [
      'It is {disease} this time, the pills make me sleepy.',
      'Back from the clinic: {disease2}, nothing serious, they say.',
    ],
    after: ['Get well soon, and sleep a lot.'],
    ask: ['Which medical conditions has {speaker} had?', 'What health problems did {speaker} mention?'],
  },
  {
    category: 'inference',
    before: ['Shall we go out for dinner with everybody?'],
    say: ['Gladly, but I have not touched meat or fish since I was fifteen.'],
    after: ['We will find something for all of us.'],
    ask: ['Would {speaker} enjoy a steakhouse?', 'Is {speaker} a vegetarian?'],
  },
  {
    category: 'inference',
    before: ['Come with us on the ferry, it is only two hours!'],
    say: ['Thanks, but open water turns my stomach, I would rather take the train around the bay.'],
    after: ['Then we will meet you at the pier.'],
    ask: ['Does {speaker} get seasick?', 'Would a cruise be a good present for {speaker}?'],
  },
]
