/** One message a line; `{c …}`, `{p …}`, `{i …}` and `{d …}` mark what must be kept. Rules were made with these. */
export const TUNED_STATEMENTS = `
{c Nothing may cost more than 500 euros.} What do you suggest?
{c It must not take longer than an hour.}
{c The budget is 1,200 dollars.}
{c My budget is at most 300 francs.}
{c The deadline is next Friday.}
{c We have until Friday.}
{c It has to be ready by 3 May.}
{c The answer must be shorter than 100 words.}
{c Everything has to run on Windows 10.}
{c You may only use the standard library.}
{c Only use the standard library.}
{c Don't use any global variables.}
{c Do not change the public API.}
{c Please don't mention prices.}
{c Never delete anything.}
{c Avoid the motorway.}
{c We cannot use cookies.}
{c We can't change the schema before June.}
{c The team isn't allowed to install anything.}
{c At most three items per page.}
{c No more than five slides.}
{c It should not need an account.}
{c The tables should have fewer than ten columns.}
{c All names should be in English.}
{c I am allergic to nuts.} What can I have for lunch?
{c I'm vegan.}
{c My son is lactose intolerant.}
{c I don't eat meat.}
{c We only have one server.}
{c I only have 20 minutes.}
{c We must support Safari 16, and every page needs to load within two seconds.}
{c The maximum is 30 people.}
{c Without any tracking, please.}
{p I prefer tables to lists.}
{p I'd prefer a window seat.}
{p I would rather walk.}
{p I like it short.}
{p I love spicy food.}
{p I hate long introductions.}
{p Please answer in French.}
{p Answer in German from now on.}
{p Always give me the source.}
{p Use metric units.}
{p Keep it short.}
{p Write in the first person.}
{p My favourite colour is teal.}
{p Call me Ada.}
{i My order number is 4711-A.}
{i The ticket is LOAD-1234.}
{i The server is called osprey.}
{i Our repository is named tern.}
{i My name is Grace Hopper.}
{i Our bucket is \`gull-prod\`.}
{i The invoice number: 2026-113.}
{i The version is 4.2.1.}
{i We are on version 3.1 of the API.}
{i My flight is LX 318.}
{i The patient's ID is P-3391.}
{i The database listens on port 5433.}
{d We decided to use SQLite.}
{d We've decided against microservices.}
{d Let's use the second option.}
{d We agreed to meet on Mondays.}
{d We'll go with the cheaper one.}
{d I've chosen the red one.}
{c Es darf höchstens 200 Euro kosten.}
{c Das muss bis Montag fertig sein.}
{c Wir dürfen keine Cookies setzen.}
{c Mein Budget liegt bei 400 Franken.}
{c Die Frist ist der 3. Mai.}
{c Benutze keine Emojis.}
{c Ich esse kein Fleisch.}
{c Nicht mehr als fünf Folien.}
{c Maximal zehn Personen.}
{p Ich mag es kurz.}
{p Ich hätte lieber einen Fensterplatz.}
{p Bitte antworte auf Französisch.}
{p Mir ist Deutsch lieber.}
{i Meine Bestellnummer lautet 88-12.}
{i Der Server heißt Kranich.}
{i Ich heiße Emil.}
{d Wir haben beschlossen, SQLite zu nehmen.}
{d Wir nehmen die zweite Variante.}
What must I do first?
Is there a limit?
Do you prefer tables?
What if the budget is 500 euros?
If it must be fast, use a cache.
Imagine the deadline is tomorrow.
Let's say the budget is 100.
The manual says that you must not open it.
He said the deadline is Friday.
I never knew that.
I don't think so.
I don't understand the second step.
I can't find the button.
I cannot see it.
I must say that I am impressed.
I like it!
I love it, thanks.
It must be the cache then.
That must be wrong.
It never worked.
There is no such file.
No, that is fine.
No problem.
It's only a test.
I only wanted to ask how it works.
The first one is better.
I need help with my homework.
I need to find out how caches work.
Let's see.
Let's talk about caches.
I am in a hurry, sorry.
Tell me about the maximum speed of trains.
What is the deadline called in German?
"Never delete anything."
\`The budget is 500.\`
Explain the sentence: Nothing may cost more than 500 euros.
Rewrite this mail: I prefer tables. The deadline is Friday.
Könnte es auch teurer sein?
Wenn es schneller sein muss, sag Bescheid.
Ich mag das nicht glauben.
Ich verstehe das nicht.
Nicht so wichtig.
Darf ich das ändern?
`
