/** One message a line; `{c …}`, `{p …}`, `{i …}` and `{d …}` mark what must be kept. Never looked at while rules were made. */
export const HELD_OUT_STATEMENTS = `
{c The whole trip may not cost more than 900 euros.} Where should we go?
{c We need to be back by Sunday evening.} What is the last train?
Could you suggest a hotel? {c It has to be within walking distance of the station.}
{c Don't book anything that cannot be cancelled.}
{c The report must not mention any customer by name.} Please write the first section.
{c All answers should fit into two sentences.}
{p I prefer aisle seats.} Is there anything left on Friday?
{p I'd rather travel by night.}
{p Please answer in Spanish.}
{i My booking reference is XK4-99T.} Can I still change it?
{i Our production cluster is called heron.}
{i The contract number is 2024-8871.}
{d We decided to go with Postgres.} How do we migrate?
{d Let's go with the blue design.}
{c The app must work offline.} Which database fits?
{c I'm allergic to peanuts.} What can I cook tonight?
{c I can't eat gluten.}
{c My daughter is vegetarian.} What would you serve?
{c No animations, please.}
{c The deadline is 14 March.} Is that realistic?
{c Our budget is 20,000 dollars.}
{c We only support Node 22 and newer.}
{c Never send mails to customers on weekends.}
{c The file may be at most 5 MB.}
{c The response time has to stay below 200 ms.}
{p I like short variable names.}
{p From now on, call me Captain.}
{p Use British spelling.}
{p Keep the tone friendly.}
{i My server runs on port 8443.}
{i The customer's name is Thessaly Vance.}
{i My account ID is acc_8812.}
{d We'll use Kubernetes for this.}
{d We agreed on a four-day week.}
{c Es darf nicht mehr als 300 Euro kosten.} Was empfiehlst du?
{c Die Lieferung muss bis Freitag da sein.}
{c Ich bin allergisch gegen Haselnüsse.}
{p Bitte antworte auf Deutsch.}
{p Ich bevorzuge kurze Antworten.}
{i Meine Kundennummer ist 55-1203.}
{i Das Projekt heißt Nordlicht.}
{d Wir haben uns für Rust entschieden.}
{c Verwende keine externen Bibliotheken.}
{c Höchstens drei Seiten.}
Hi there! {i My name is Odile.} {c I have only two hours today.} What shall I see?
Must it be done by Friday?
What happens if the budget is exceeded?
If we only had two days, what would you skip?
Suppose the limit were 10 MB. Would it still work?
You must be joking.
I must admit that this is new to me.
Never mind.
I don't know what that means.
I have never seen that before.
The docs say "you must restart the server".
> The deadline is Monday.
What does that mean?
Thanks, that helped a lot.
I think the second one looks better.
Can you explain the difference between the two?
What is the maximum size of a file?
How do I keep the tone friendly?
Should I prefer aisle seats?
Why must the cache be cleared?
It doesn't work on my machine.
Ich weiß nicht, was du meinst.
Was passiert, wenn das Budget überschritten wird?
Muss das bis Freitag fertig sein?
Maybe we could use Postgres.
That was more than I expected.
I would like to know more about whales.
Which port does the server run on?
Great, now do the same for the second table.
Translate this: The deadline is tomorrow and you must not be late.
`
