/** Plain English queries of every intent. The notation is explained at parseLabels. */
export const ENGLISH = `
What is a context module?
informational explanation low medium en
topics: context module

Explain how reciprocal rank fusion works
informational explanation low medium en
topics: reciprocal rank fusion

Who can publish a module?
informational fact low low en
topics: module
also: publish

Which roles does a workspace have?
informational list low medium en
topics: roles; workspace

When do API keys expire?
informational fact low medium en
topics: api keys
also: expire
entities: API

What is the maximum size of an import?
informational fact low medium en
topics: maximum size > import

Is it safe to delete an archived module?
informational yes-no low medium en
topics: archived module
also: safe, delete

Can two people edit the same draft at once?
informational yes-no low medium en
topics: people; draft
also: edit

Why do embeddings need to be normalized?
informational reason low medium en
topics: embeddings
also: normalized

What are the available export formats?
informational list low medium en
topics: available export formats

List all settings of the relevance floor
informational list low medium en
topics: settings > relevance floor

How many requests per minute are allowed?
informational fact low medium en
topics: requests > minute
also: allowed

Where are uploaded files stored?
informational fact low medium en
topics: uploaded files
also: stored

pricing
informational keywords low low en|und
topics: pricing

session timeout
informational keywords low low en|und
topics: session timeout

postgres connection pool size limits
informational keywords low medium en|und
topics: postgres connection pool size limits

help
informational keywords low low en|und

Tell me about deployments
informational explanation low low en
topics: deployments

I'd like to know what happens to open carts when a customer closes the account
informational statement medium medium en
topics: open carts; customer; account
also: happens, closes

What does idempotent mean in the context of webhooks?
informational explanation low medium en
topics: idempotent > webhooks

How does garbage collection work?
informational explanation low medium en
topics: garbage collection

How do I install Loadout?
procedural how-to low medium en
topics: loadout
also: install
entities: Loadout

how to add a new team member
procedural how-to low medium en
topics: new team member
also: add

Walk me through connecting PostgreSQL with pgvector
procedural how-to low medium en
topics: postgresql > pgvector
also: connecting
entities: PostgreSQL

configure the OpenAI provider
procedural command low medium en
topics: openai provider
also: configure
entities: OpenAI

enable two-factor sign in for the workspace
procedural command low medium en
topics: two-factor sign > workspace
also: enable

Steps to move the archive to another disk
procedural how-to low medium en
topics: archive > disk
also: move

What's the best way to rotate credentials?
procedural how-to low medium en
topics: credentials
also: rotate

How should I structure a large library so that several teams can work on it, and what naming scheme scales?
procedural how-to high medium en
topics: large library; teams; naming scheme
also: structure, work, scales

Can you show me how to cancel a subscription?
procedural how-to low low|medium en
topics: subscription
also: cancel

i need to change my billing address
procedural statement low medium en
topics: billing address
also: change

The playground hangs after the first answer
troubleshooting statement low medium en
topics: playground; answer
also: hangs

The server won't start
troubleshooting statement low low en
topics: server
also: start

Why does my import keep failing?
troubleshooting reason low low en
topics: import
also: failing

Login page shows a blank screen on Safari
troubleshooting statement low medium en
topics: login page; blank screen > safari
also: shows
entities: Safari

I get permission denied when I upload a file
troubleshooting statement low medium en
topics: permission; file
also: denied, upload

Since the upgrade, requests time out when two people publish at once, and the log says deadlock detected; what should I check first, and how do I debug it?
troubleshooting statement|fact high high|medium en
topics: upgrade; requests; log; deadlock
also: time, people, publish, says, detected, check, debug

emails are not being delivered
troubleshooting statement low low en
topics: emails
also: delivered

search is slow after importing 10,000 modules
troubleshooting statement low medium en
topics: search; modules
also: slow, importing

HNSW vs exact search
comparative choice low medium en|und
topics: hnsw; exact search
entities: HNSW

What is the difference between a policy and a profile?
comparative choice low medium en
topics: policy; profile

Should I use the chat or the single layout?
comparative choice low medium en
topics: chat; single layout

Compare RRF with weighted score fusion in terms of quality and speed, considering small libraries
comparative choice high high|medium en
topics: rrf > weighted score fusion; quality; speed; small libraries
also: terms
entities: RRF

pros and cons of embedding whole modules instead of chunks
comparative choice low|medium medium en
topics: pros; cons > embedding; modules; chunks

Is Redis faster than Memcached for session storage?
comparative choice low medium|high en
topics: redis; memcached > session storage
also: faster
entities: Redis, Memcached

which plan is better for a small team
comparative choice low medium en
topics: plan; small team

Write a release note for the new editor
creative command low medium en
topics: release note > new editor

Draft an e-mail that invites the team
creative command low medium en
topics: e-mail; team
also: invites

Suggest names for our onboarding module
creative command low medium en
topics: names > onboarding module

Come up with a slogan for a coffee roaster
creative command low medium en
topics: slogan > coffee roaster

Rewrite this paragraph in a friendlier tone
creative command low medium|low en
topics: paragraph > friendlier tone

Hi there!
conversational statement low low en

Thanks, that helped
conversational statement low low en

ok great
conversational statement|keywords low low en|und

good morning, how are you?
conversational statement|yes-no|fact low low en

Summarize the incident report from Tuesday in three bullet points
creative command low|medium medium|high en
topics: incident report > tuesday; bullet points
entities: Tuesday
`
