/** Of every kind, labelled together with the others and never tuned on: what the rules are worth on queries not seen. */
export const HELD_OUT = `
What is a dead-letter queue?
informational explanation low medium en
topics: dead-letter queue

Who owns the encryption keys?
informational fact low medium en
topics: encryption keys
also: owns

Which file types can be attached to a ticket?
informational list low medium en
topics: file types; ticket
also: attached

Are backups encrypted at rest?
informational yes-no low medium en
topics: backups; rest
also: encrypted

What are the system requirements?
informational list low medium|low en
topics: system requirements

Explain the billing cycle
informational explanation low medium|low en
topics: billing cycle

How long are audit logs retained?
informational fact low medium en
topics: audit logs
also: retained, long

release schedule 2026
informational keywords low medium en|und
topics: release schedule 2026

Describe the life of a request from load balancer to database
informational explanation|command low|medium medium en
topics: life > request; load balancer; database

How can we migrate a monolith to services?
procedural how-to low medium en
topics: monolith > services
also: migrate

how to undo a merge
procedural how-to low low|medium en
topics: merge
also: undo

Set up single sign-on with Okta
procedural command low medium en
topics: single sign-on > okta
entities: Okta

What do I need to do to close my account?
procedural how-to|fact low low|medium en
topics: account
also: close

guide to writing good commit messages
procedural how-to|keywords low medium en
topics: good commit messages
also: writing

Turn off notifications during the night
procedural command low medium en
topics: notifications; night
also: turn

Payment was declined twice
troubleshooting statement low low|medium en
topics: payment
also: declined

My build is stuck at 99 percent
troubleshooting statement low medium en
topics: build; 99 percent
also: stuck

Why are there duplicate rows in the report?
troubleshooting|informational reason low medium en
topics: duplicate rows > report

webhook signature invalid
troubleshooting keywords|statement low medium en|und
topics: webhook signature invalid

After updating the driver the screen flickers and the fan gets loud; I already reinstalled it twice and reset the BIOS, so what else can I try?
troubleshooting statement|fact high|medium medium|high en
topics: driver; screen; fan; bios
entities: BIOS
also: updating, flickers, loud, reinstalled, reset

TLS or SSH tunnel for remote access?
comparative choice low medium en
topics: tls; ssh tunnel > remote access
entities: TLS, SSH

Differences between soft delete and archiving
comparative choice|keywords low medium en
topics: soft delete; archiving
also: differences

Which database is the better choice for time series?
comparative choice low medium en
topics: database; time series
also: choice

Is it cheaper to rent or to buy?
comparative choice low low|medium en
topics: rent; buy
also: cheaper

Compose a polite reply to an angry customer
creative command low medium en
topics: polite reply > angry customer

Generate five title ideas for a talk about observability
creative command low medium en
topics: title ideas > talk; observability

Write unit tests for the date parser
creative|procedural command low medium en
topics: unit tests > date parser

hello
conversational statement|keywords low low en|und

Great, thank you so much!
conversational statement low low en

parseDate returns NaN for 2024-02-30
troubleshooting statement low high en
topics: parsedate; nan > 2024-02-30
also: returns
identifiers: parseDate

Where is MAX_RETRY_COUNT defined?
informational fact low high en
topics: max_retry_count
also: defined
identifiers: MAX_RETRY_COUNT

java.lang.NullPointerException at OrderService.submit()
troubleshooting statement low high en|und
topics: java.lang.nullpointerexception; orderservice.submit
identifiers: java.lang.NullPointerException, OrderService.submit()

what does exit code 143 mean
informational|troubleshooting explanation low high en
topics: exit code 143
identifiers: code 143

difference between useMemo and useCallback
comparative choice low high en
topics: usememo; usecallback
identifiers: useMemo, useCallback

upgrade eslint@8.57 to 9.0
procedural command low high en
topics: eslint@8.57 > 9.0
also: upgrade
identifiers: eslint@8.57, 9.0

docker-compose.yml: services.web.ports must be a list
troubleshooting statement low high en
topics: docker-compose.yml; services.web.ports; list
identifiers: docker-compose.yml, services.web.ports

how do i use the --dry-run flag
procedural how-to low high|medium en
topics: --dry-run flag
identifiers: --dry-run

CVE-2024-3094
informational keywords low high en|und
topics: cve-2024-3094
identifiers: CVE-2024-3094

hwo can i chnage my pasword
procedural how-to low low|medium en
topics: pasword
also: chnage

wich languages are suported
informational list|fact low low|medium en
topics: languages
also: suported

Wo finde ich die Rechnungen?
informational fact low low de
topics: rechnungen

Die Anmeldung schlägt mit Fehler 401 fehl
troubleshooting statement low high|medium de
topics: anmeldung; fehler 401
also: schlägt
identifiers: Fehler 401

Vergleiche Ordner und Etiketten
comparative choice|command low low|medium de
topics: ordner; etiketten

Comment supprimer un compte sans perdre les données ?
procedural how-to low medium fr
topics: compte; données
also: supprimer, perdre
excludes: données

Où trouver la documentation ?
informational fact low low fr
topics: documentation
also: trouver

¿Por qué se cierra la sesión?
informational|troubleshooting reason low low|medium es
topics: sesión
also: cierra

Come posso esportare i dati?
procedural how-to low low|medium it
topics: dati
also: esportare

O aplicativo não abre
troubleshooting statement low low pt
topics: aplicativo
also: abre

如何重置密码
procedural how-to low low|medium zh
topics: 密码
also: 重置

キャッシュを削除する方法を教えてください
procedural how-to low low|medium ja
topics: キャッシュ
also: 削除

Где хранятся файлы?
informational fact low low ru
topics: файлы
also: хранятся

Can it be disabled?
informational|procedural yes-no low low|medium en
before: What does the relevance floor do?
topics: relevance floor
also: disabled
standalone: relevance floor, disabled

What about on Windows?
procedural|informational how-to|explanation low low|medium en
before: How do I set an environment variable?
topics: windows; environment variable
also: set
entities: Windows
standalone: windows, environment variable

How often does this happen?
informational fact low low|medium en
before: When is the index rebuilt?
topics: index
also: often, rebuilt
standalone: index

Who designed the first mechanical calculator?
informational fact low medium en
before: How do I set an environment variable?
topics: mechanical calculator
also: designed

Why is that necessary?
informational reason low low|medium en
before: Every request must carry a workspace id
topics: request; workspace id
also: necessary
standalone: workspace id

Welche davon ist schneller?
comparative choice low low|medium de
before: Soll ich HNSW oder die exakte Suche verwenden?
topics: hnsw; exakte suche
also: schneller
standalone: hnsw, suche, schneller

install the agent without root rights
procedural command low medium en
topics: agent; root rights
also: install
excludes: root rights

Supported browsers except Internet Explorer
informational keywords|list low medium en
topics: supported browsers; internet explorer
entities: Internet Explorer
excludes: internet explorer

quotas for the enterprise plan only
informational keywords low medium en
topics: quotas > enterprise plan
only: enterprise plan

changes after release 5.0
informational keywords low high|medium en
topics: changes; release 5.0
identifiers: 5.0
since-version: 5.0

I want a Python example, not JavaScript
procedural|informational|creative statement|command low medium|high en
topics: python example; javascript
entities: Python, JavaScript
excludes: javascript

Which endpoints do not require a token?
informational list|fact low medium en
topics: endpoints; token
also: require

Rechnungen ohne Mehrwertsteuer erstellen
procedural command|keywords low medium|low de
topics: rechnungen; mehrwertsteuer
also: erstellen
excludes: mehrwertsteuer
`
