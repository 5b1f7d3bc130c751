/**
 * What people say to an assistant, with what should be learned about them. A line: the utterance, `=>`, then `key=value`,
 * parted by `;`. `~` before a key: inferred, not said outright. `!`: refused, with the kind. Nothing: nothing is learned.
 * `\n` is a line break. The rules were corrected on these.
 */
export const TUNED_UTTERANCES = String.raw`
My name is Ada Lovelace. => name=Ada Lovelace
Hi, I'm Grace and I need help with a query. => name=Grace
You can call me Sam. => name=Sam
Please call me Dr. Chen from now on. => name=Dr. Chen
I go by Lex. => name=Lex
hello, my name's Tobias => name=Tobias
I am a backend engineer. => role=backend engineer
I'm a senior data scientist at Siemens. => role=senior data scientist; company=Siemens
I work as a technical writer. => role=technical writer
I work at Contoso. => company=Contoso
I work for the Norwegian Mapping Authority. => company=Norwegian Mapping Authority
My job title is Staff Engineer. => role=Staff Engineer
I'm the product manager of the billing team. => role=product manager; team=billing
I am on the platform team. => team=platform
I'm part of the search relevance team. => team=search relevance
I live in Lisbon. => location=Lisbon
I'm based in Berlin. => location=Berlin
I am from Nairobi originally. => location=Nairobi
I just moved to Oslo. => location=Oslo
My timezone is Europe/Berlin. => timezone=Europe/Berlin
I'm in the America/New_York time zone. => timezone=America/New_York
My time zone is UTC+2. => timezone=UTC+2
I'm on Pacific time. => timezone=America/Los_Angeles
Please answer in German. => language=German
Always reply in French, please. => language=French
My native language is Spanish. => language=Spanish
I speak Portuguese. => ~language=Portuguese
I'd rather have answers in Italian. => language=Italian
I prefer tabs over spaces. => preference:spaces or tabs=tabs over spaces
I prefer short answers. => preference:answers=short answers
I'd prefer bullet points to long paragraphs. => preference:answers=bullet points to long paragraphs
I like concise explanations with examples. => preference:answers=concise explanations with examples
My favorite editor is Neovim. => preference:editor=Neovim
My preferred database is PostgreSQL. => preference:database=PostgreSQL
For tests I prefer Vitest. => preference:tests=Vitest
When it comes to styling, I prefer Tailwind. => preference:styling=Tailwind
I prefer metric units. => preference:units=metric units
I prefer to be addressed formally. => preference:tone=to be addressed formally
I prefer Python. => preference:programming language=Python
I always use strict mode in TypeScript. => ~uses=strict mode in TypeScript
I usually use pnpm. => ~uses=pnpm
I use Arch Linux on my laptop. => ~uses=Arch Linux
I'm using Next.js for this project. => ~uses=Next.js
We use GitLab for CI. => ~uses=GitLab
Our stack is Django and Postgres. => ~uses=Django and Postgres
We deploy to AWS. => ~uses=AWS
I don't like semicolons. => avoids=semicolons
I hate long meetings. => avoids=long meetings
Never use Lodash in my code. => avoids=Lodash
Please don't use emojis. => avoids=emojis
Avoid jargon, please. => avoids=jargon
I never use class components. => avoids=class components
I'm an expert in distributed systems. => expertise=distributed systems
I have ten years of experience with Java. => expertise=Java
I've been programming in Rust for 8 years. => expertise=Rust
I know SQL very well. => expertise=SQL
I'm fluent in Haskell. => expertise=Haskell
I specialize in computer vision. => expertise=computer vision
I'm very familiar with Kubernetes. => expertise=Kubernetes
I'm new to Kubernetes. => learning=Kubernetes
I'm a beginner in Go. => learning=Go
I'm learning Elixir. => learning=Elixir
I've never used Docker before. => learning=Docker
I have no experience with GraphQL. => learning=GraphQL
I'm still getting used to Terraform. => learning=Terraform
I'm working on a compiler for a small language. => ~project=compiler for a small language
I'm building a booking app for dentists. => ~project=booking app for dentists
We're migrating our monolith to microservices. => ~project=migrating our monolith to microservices
My project is a weather station. => project=weather station
Remember that I prefer dark mode. => preference:theme=dark mode
For the record, my role is solutions architect. => role=solutions architect
Just so you know, I'm based in Toronto. => location=Toronto
Actually, my name is Katherine, not Kathrin. => name=Katherine
Correction: I work at Fabrikam now. => company=Fabrikam
I no longer work at Contoso. => 
I used to live in Paris. => 
I used to work as a lawyer. => 
I moved from Rome to Milan. => location=Milan
I'm Julia, a designer at Globex. => name=Julia; role=designer; company=Globex
I'm a nurse, and I live in Leeds. => role=nurse; location=Leeds
As a teacher, I need simple explanations. => role=teacher
Speaking as a database administrator, this looks slow to me. => role=database administrator
What is my name? => 
Am I an admin? => 
Do I work at Contoso? => 
Is my name Ada? => 
Who am I? => 
Do you prefer tabs or spaces? => 
What do you like about Rust? => 
Should I use Vim? => 
Can I use pnpm here? => 
How do I say "my name is Bob" in French? => 
Why don't I like Java? => 
If I were a lawyer, what would I need to know? => 
Suppose I live in Tokyo. => 
Imagine I'm a pirate. => 
Let's say I work at NASA. => 
Pretend I am a doctor. => 
I would be a terrible manager. => 
I wish I lived in Spain. => 
I might move to Canada. => 
Maybe I'll use Rust. => 
I could use some help. => 
I want to be a pilot. => 
I'd like to become a data engineer. => 
My boss is a lawyer. => 
My boss's name is Peter. => 
My sister lives in Vienna. => 
My colleague prefers Java. => 
My wife is a doctor. => 
My son's name is Leo. => 
Her name is Maria. => 
He works at Google. => 
The customer says I am an idiot. => 
My manager prefers short answers. => 
My team lead uses Emacs. => 
She told me "I live in Madrid". => 
He said: "my name is Karl". => 
> My name is Quoted Person\n> I live in Quoteville\nWhat does this mail want? => 
Translate: "I am a baker and I live in Lyon." => 
"I prefer spaces" is what the style guide says. => 
${'```'}\nconst s = "my name is Eve"\n// I prefer tabs\n${'```'}\nWhat does this do? => 
The code is ${'`'}I am a teapot${'`'}. => 
I am sure that this is wrong. => 
I'm not sure. => 
I'm done. => 
I am getting an error when I start the server. => 
I'm trying to understand this. => 
I am looking for a restaurant in Madrid. => 
I'm a bit confused. => 
I'm a big fan. => 
I am afraid that it does not work. => 
I'm here to learn. => 
I like it. => 
I like your answer. => 
I like that. => 
I prefer the second one. => 
I prefer this. => 
I prefer not to say. => 
Thanks, that works. => 
I need a table for two at seven. => 
I work from home today. => 
I live in a small apartment. => 
I'm on the train. => 
I'm on the second page. => 
I'm from the support department. => team=support
I'm not a developer. => 
I don't work at Contoso. => 
I am not Peter. => 
I don't know Rust. => learning=Rust
I don't live in Berlin any more. => 
My password is hunter2. => !secret
my api key is sk-proj-abcdefghijklmnopqrstuvwx1234 => !secret
Here is my token: ghp_abcdefghijklmnopqrstuvwxyz0123456789 => !secret
My credit card number is 4111 1111 1111 1111. => !card
My card is 5500-0000-0000-0004, use it. => !card
My PIN is 4711. => !secret
I have diabetes. => !health
I'm allergic to peanuts. => !health
I was diagnosed with depression last year. => !health
I'm pregnant. => !health
I am a Catholic. => !belief
I voted for the Greens. => !belief
I'm gay. => !orientation
My social security number is 078-05-1120. => !identifier
My IBAN is DE89 3704 0044 0532 0130 00. => !card
You can reach me at ada@example.com. => !contact
My phone number is +49 151 23456789. => !contact
Ich heiße Matthias. => name=Matthias
Mein Name ist Jürgen Weiß. => name=Jürgen Weiß
Ich bin Anna und habe eine Frage. => name=Anna
Nenn mich Toni. => name=Toni
Ich bin Softwareentwickler. => role=Softwareentwickler
Ich bin eine Lehrerin aus Hamburg. => role=Lehrerin; location=Hamburg
Ich arbeite als Krankenpfleger. => role=Krankenpfleger
Ich arbeite bei der Deutschen Bahn. => company=Deutschen Bahn
Ich arbeite bei Siemens als Projektleiterin. => company=Siemens; role=Projektleiterin
Ich wohne in München. => location=München
Ich lebe in Bad Homburg. => location=Bad Homburg
Ich komme aus Graz. => location=Graz
Bitte antworte auf Deutsch. => language=German
Antworte mir immer auf Englisch. => language=English
Meine Muttersprache ist Polnisch. => language=Polish
Ich spreche Türkisch. => ~language=Turkish
Meine Zeitzone ist Europe/Vienna. => timezone=Europe/Vienna
Ich bevorzuge kurze Antworten. => preference:answers=kurze Antworten
Ich mag lieber Beispiele als Theorie. => preference:answers=Beispiele als Theorie
Mein Lieblingseditor ist Emacs. => preference:editor=Emacs
Meine bevorzugte Datenbank ist MariaDB. => preference:database=MariaDB
Ich mag keine langen Texte. => avoids=langen Texte
Bitte verwende keine Emojis. => avoids=Emojis
Ich benutze Ubuntu. => ~uses=Ubuntu
Wir verwenden Jenkins. => ~uses=Jenkins
Ich kenne mich gut mit Linux aus. => expertise=Linux
Ich habe fünf Jahre Erfahrung mit PHP. => expertise=PHP
Ich bin Experte für Datenschutz. => expertise=Datenschutz
Ich bin neu in Kotlin. => learning=Kotlin
Ich lerne gerade Japanisch. => learning=Japanisch
Ich habe noch nie mit Docker gearbeitet. => learning=Docker
Ich arbeite an einer Wetter-App. => ~project=Wetter-App
Ich bin im Team Infrastruktur. => team=Infrastruktur
Merk dir, dass ich vegetarische Rezepte bevorzuge. => preference:food=vegetarische Rezepte
Wie heiße ich? => 
Bin ich Administrator? => 
Wenn ich Anwalt wäre, was müsste ich wissen? => 
Angenommen, ich wohne in Bern. => 
Stell dir vor, ich bin ein Pirat. => 
Meine Chefin ist Ärztin. => 
Mein Bruder heißt Paul. => 
Er sagte: „Ich heiße Klaus“. => 
Ich bin müde. => 
Ich bin keine Ärztin. => 
Yes, I prefer with this one. => 
Ich bin mir nicht sicher. => 
Ich bin gerade im Zug. => 
Ich arbeite nicht mehr bei Bosch. => 
Ich habe früher in Köln gewohnt. => 
Ich würde gern in Rom leben. => 
Mein Passwort lautet geheim123. => !secret
Ich habe Asthma. => !health
Ich bin schwanger. => !health
Ich bin evangelisch. => !belief
Meine Kreditkartennummer ist 4012 8888 8888 1881. => !card
You are talking to a pharmacist, so no need to dumb it down. => role=pharmacist
I've lived in Lisbon since 2019. => location=Lisbon
It's 3 am here in Auckland. => location=Auckland
My day job is teaching physics. => role=teaching physics
These days I'm a freelance illustrator. => role=freelance illustrator
For the past six years I have been a product designer at Figma. => role=product designer; company=Figma
I report to the head of growth, and I work on the onboarding team. => team=onboarding
Metric units only, please. => 
Answer me in Polish from here on. => language=Polish
Explain things to me in Portuguese, please. => language=Portuguese
I much prefer tabs to spaces. => preference:spaces or tabs=tabs to spaces
When it comes to editors, I prefer Helix. => preference:editors=Helix
No bullet points, please. => avoids=bullet points
I've never touched Haskell before. => learning=Haskell
I know Postgres inside out. => expertise=Postgres
I have been writing Fortran for 30 years. => expertise=Fortran
Oh sure, I'm the king of France. => 
Yeah right, I just love debugging on a Friday night. => 
I used to work at Nokia. => 
Back then I was a lifeguard. => 
I lived in Madrid until last year. => 
My boss says "I am a perfectionist". => 
He told me: I live in Cairo. => 
My flatmate works at Spotify and uses Arch. => 
Translate into German: I am a gardener and I live in York. => 
const name = "Ada"; // I am a robot => 
If I worked at NASA, what would my day look like? => 
Suppose my name is Rumpelstiltskin. => 
I'm not a lawyer. => 
I don't live in Berlin any more. => 
Do I sound like a teacher? => 
Ich bin übrigens Hebamme und wohne in Graz. => role=Hebamme; location=Graz
Seit 2015 arbeite ich bei Siemens. => company=Siemens
Bitte keine Anglizismen. => avoids=Anglizismen
Früher war ich Bäcker. => 
Meine Chefin ist Architektin und lebt in Bern. => 
Wäre ich Arzt, wüsste ich das. => 
„Ich bin Klempner“, sagte der Mann. => 
Na klar, ich bin der Kaiser von China. => 
Mir sind kurze Antworten lieber. => preference:answers=kurze Antworten
I take insulin every morning. => !health
The token for prod is ghp_16C7e42F292c6912E7710c838347Ae178B4a. => !secret
For the last four years I've worked at Lufthansa. => company=Lufthansa
I've been living in Osaka for ten years. => location=Osaka
Since 2012 I've been a translator. => role=translator
I have been in a meeting for hours. => 
I've been at home since Monday. => 
You're speaking with a geologist here. => role=geologist
You are talking to a wall. => 
It's already dark here in Oslo. => location=Oslo
It is too loud here in the office. => 
Please no anglicisms. => avoids=anglicisms
No idea, please help. => 
No problem, please go on. => 
No rush, please. => 
Please, no pressure. => 
Keine Eile, bitte. => 
Bitte keine Panik. => 
No code samples, please. => avoids=code samples
No sugar please. => avoids=sugar
I know Kubernetes by heart. => expertise=Kubernetes
I've never touched a mainframe. => learning=mainframe
Speak to me in Italian. => language=Italian
Explain everything in Hindi from now on. => language=Hindi
Write the letter in Spanish. => 
I'm an animator at Pixar. => role=animator; company=Pixar
My day job is accounting. => role=accounting
I have worked for years without a break. => 
I've been with my wife since school. => 
Seit drei Jahren bin ich Erzieherin. => role=Erzieherin
Derzeit wohne ich in Dresden. => location=Dresden
Beruflich bin ich Apotheker. => role=Apotheker
Seit 2020 lebe ich in Basel und arbeite bei Roche. => location=Basel; company=Roche
Arbeite ich bei Siemens oder bei Bosch? => 
Seit gestern bin ich krank. => 
Seit einer Woche warte ich auf Antwort. => 
Bitte keine langen Einleitungen. => avoids=langen Einleitungen
Keine Tabellen bitte. => avoids=Tabellen
Keine Sorge, bitte weiter. => 
Mir ist Dunkelmodus lieber als Hellmodus. => preference:theme=Dunkelmodus
Mir ist das lieber. => 
Sie sprechen mit einem Notar. => role=Notar
Du sprichst mit einem Geist. => 
Ich nehme Blutverdünner. => !health
I'm on lithium. => !health
I'm on Linux. => 
Wir nehmen Lithium für die Batterien. => 
My uncle has been a baker since 1980. =>
Working out of Porto this month. => location=Porto
Running out of Paper this month. =>
Never done any accounting before, so explain it like I'm new. => learning=accounting
She's never done any accounting before. =>
Ich heiße übrigens Meike. => name=Meike
Ich heiße das nicht gut. =>
Bin eher Anfänger in SQL, bitte langsam. => learning=SQL
Mein Chef ist eher Anfänger in SQL. =>
Wir sitzen in Graz, also österreichische Vorschriften. => location=Graz
Wir sitzen in einem Meeting. =>
Mag keine langen Texte, Stichpunkte reichen. => avoids=langen Texte
Ich arbeite als Statikerin in einem kleinen Büro. => role=Statikerin
`
