/** Held out: the rules never saw these. Written before them, in the notation of the tuned ones. */
export const HELD_OUT_UTTERANCES = String.raw`
Hey there, my name is Priya Raman. => name=Priya Raman
I'm Oliver. => name=Oliver
Call me Max, everyone does. => name=Max
Hello! My name's Chiara and I teach maths. => name=Chiara
Everyone calls me Bo. => name=Bo
I'm a mechanical engineer. => role=mechanical engineer
I am an accountant at a small firm. => role=accountant
I work as a paramedic. => role=paramedic
I'm the CTO of Initech. => role=CTO; company=Initech
My role is release manager. => role=release manager
As a frontend developer I care about bundle size. => role=frontend developer
I'm a student at ETH Zurich. => role=student; company=ETH Zurich
I work for Umbrella Corporation as a tester. => company=Umbrella Corporation; role=tester
I work in the payments team. => team=payments
I'm on the data engineering team at Hooli. => team=data engineering; company=Hooli
I'm currently living in Buenos Aires. => location=Buenos Aires
We are based in Rotterdam. => location=Rotterdam
I come from Kraków. => location=Kraków
I live in Austin, Texas. => location=Austin, Texas
I recently moved to Singapore. => location=Singapore
My time zone is Asia/Tokyo. => timezone=Asia/Tokyo
I'm in UTC-5. => timezone=UTC-5
I'm on Central European Time. => timezone=Europe/Berlin
From now on, answer in Dutch. => language=Dutch
Could you please always write in British English? => 
Respond in Swedish please. => language=Swedish
My mother tongue is Arabic. => language=Arabic
I speak Korean and a little English. => ~language=Korean
I prefer functional style over classes. => preference:classes or functional style=functional style over classes
I prefer detailed explanations. => preference:answers=detailed explanations
I'd rather get code than prose. => preference:answers=code than prose
My favourite framework is Svelte. => preference:framework=Svelte
My preferred shell is fish. => preference:shell=fish
For charts I prefer D3. => preference:charts=D3
I prefer Celsius. => preference:units=Celsius
I really like short, direct answers. => preference:answers=short, direct answers
I love TypeScript. => preference:programming language=TypeScript
I prefer Firefox over Chrome. => preference:Chrome or Firefox=Firefox over Chrome
I always write tests with pytest. => ~uses=pytest
I mostly use Fedora. => ~uses=Fedora
I'm using Spring Boot 3. => ~uses=Spring Boot 3
We use Terraform for everything. => ~uses=Terraform
We run our services on Kubernetes. => ~uses=Kubernetes
I don't like inheritance. => avoids=inheritance
I can't stand ORMs. => avoids=ORMs
Don't use tables in your answers. => avoids=tables
Please avoid passive voice. => avoids=passive voice
I never use global variables. => avoids=global variables
I dislike verbose code. => avoids=verbose code
I'm an expert on tax law. => expertise=tax law
I have 15 years of experience in aviation. => expertise=aviation
I've been working with Oracle databases for twelve years. => expertise=Oracle databases
I'm proficient in R. => expertise=R
I know my way around Git. => expertise=Git
I'm quite experienced with React. => expertise=React
I'm new to Vue. => learning=Vue
I am a complete beginner with Python. => learning=Python
I just started learning Scala. => learning=Scala
I've never worked with Kafka. => learning=Kafka
I know nothing about networking. => learning=networking
I'm developing a game about bees. => ~project=game about bees
I'm writing a thesis on coral reefs. => ~project=thesis on coral reefs
Currently I'm working on the new checkout flow. => ~project=new checkout flow
Please remember that I work at Wayne Enterprises. => company=Wayne Enterprises
Note that my time zone is Africa/Lagos. => timezone=Africa/Lagos
FYI I'm based in Seoul. => location=Seoul
Sorry, my name is Jonas, not Johannes. => name=Jonas
I'm Fatima, a civil engineer from Cairo. => name=Fatima; role=civil engineer; location=Cairo
I'm a baker and I prefer simple words. => role=baker; preference:answers=simple words
What's my role? => 
Am I a premium customer? => 
Do I live in Berlin? => 
Where do I work? => 
Is German my native language? => 
Would I be a good nurse? => 
Which editor do I like? => 
Shall I use Go? => 
Are you a developer? => 
What would you say if I were an astronaut? => 
Assume I am a tax adviser. => 
Let's imagine I live on Mars. => 
Hypothetically, I work at a bank. => 
Act as if I were your boss. => 
I wish I knew Chinese. => 
I may switch to Rust next year. => 
Perhaps I should use Redis. => 
I hope to live in Portugal one day. => 
I would love to work at Pixar. => 
I thought I was a good cook. => 
My brother is a pilot. => 
My flatmate is from Peru. => 
My daughter's name is Emma. => 
My co-worker uses Windows. => 
My neighbour speaks Russian. => 
A friend of mine works at Tesla. => 
Their company is based in Prague. => 
His favourite editor is nano. => 
My mother lives in Athens and loves it. => 
The author writes: "I am a vegetarian". => 
The prompt says 'My name is Claude' at the top. => 
> I am a lawyer at BigCo\nCan you answer this mail? => 
Summarize this: "I work at Stark Industries." => 
${'```'}json\n{"bio": "I live in Gotham"}\n${'```'}\nIs this valid? => 
I'm stuck. => 
I am curious how this works. => 
I'm running version 2 of the tool. => 
I am happy with the result. => 
I'm going to bed. => 
I'm a little late. => 
I am writing to complain. => 
I like the first version better. => 
I love it! => 
I prefer what you had before. => 
I'm not from here. => 
I'm not an expert. => 
I am no longer on the search team. => 
I work a lot. => 
I live alone. => 
I use it every day. => 
I'm looking for flights from Boston to Denver. => 
I need a hotel in Prague for three nights. => 
I used to be a chef. => 
I never said that. => 
I know. => 
I know that it is slow. => 
My question is about tables. => 
My name was misspelled in the report. => 
My favourite is the third. => 
The secret is s3cr3t-Pa55. => !secret
My login password: Tr0ub4dor&3 => !secret
AWS key AKIAIOSFODNN7EXAMPLE belongs to me. => !secret
Charge 3782 822463 10005 please. => !card
I suffer from migraines. => !health
I have ADHD. => !health
I'm HIV positive. => !health
I'm a Muslim. => !belief
My email address is priya@example.org. => !contact
My passport number is C01X00T47. => !identifier
Ich heiße Svenja und arbeite bei Bosch. => name=Svenja; company=Bosch
Mein Name ist Yusuf. => name=Yusuf
Du kannst mich Lea nennen. => name=Lea
Ich bin Tierärztin. => role=Tierärztin
Ich bin von Beruf Schreiner. => role=Schreiner
Ich arbeite als Übersetzerin in Zürich. => role=Übersetzerin; location=Zürich
Ich arbeite für das Rote Kreuz. => company=Rote Kreuz
Ich lebe seit Jahren in Leipzig. => location=Leipzig
Ich bin nach Wien gezogen. => location=Wien
Antworte bitte auf Französisch. => language=French
Ich spreche Italienisch. => ~language=Italian
Ich bin in der Zeitzone Europe/Zurich. => timezone=Europe/Zurich
Ich bevorzuge ausführliche Erklärungen. => preference:answers=ausführliche Erklärungen
Meine Lieblingssprache ist Ruby. => preference:programming language=Ruby
Mein Lieblingsbrowser ist Firefox. => preference:browser=Firefox
Ich hasse Meetings. => avoids=Meetings
Ich mag keine Abkürzungen. => avoids=Abkürzungen
Ich verwende hauptsächlich IntelliJ. => ~uses=IntelliJ
Wir nutzen Azure. => ~uses=Azure
Ich habe zehn Jahre Erfahrung in der Buchhaltung. => expertise=Buchhaltung
Ich kenne mich mit Excel sehr gut aus. => expertise=Excel
Ich bin Anfänger in Rust. => learning=Rust
Ich habe keine Erfahrung mit Ansible. => learning=Ansible
Ich baue gerade einen Chatbot für Museen. => ~project=Chatbot für Museen
Übrigens, ich wohne in Kiel. => location=Kiel
Heiße ich Peter? => 
Was ist meine Muttersprache? => 
Falls ich Lehrer wäre, welche Fächer passen? => 
Nehmen wir an, ich arbeite bei der Polizei. => 
Mein Kollege wohnt in Ulm. => 
Meine Tochter heißt Mia. => 
Ich bin hungrig. => 
Ich bin gleich fertig. => 
Ich bin auf der Suche nach einem Hotel. => 
Ich bin kein Entwickler. => 
Ich möchte Pilot werden. => 
Ich mag das nicht. => 
Meine PIN ist 1234. => !secret
Ich leide an Rheuma. => !health
Ich bin Moslem. => !belief
Meine Telefonnummer ist 0171 5551234. => !contact
`
