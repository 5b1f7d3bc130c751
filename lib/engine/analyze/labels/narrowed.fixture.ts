/** Negations and constraints, and words that only look like them. */
export const NARROWED = `
How do I install it without Docker?
procedural how-to low medium|low en
before: What is the worker process?
topics: worker process; docker
also: install
entities: Docker
excludes: docker
standalone: worker process, docker

deploy to production, but not on Kubernetes
procedural command low medium en
topics: production; kubernetes
also: deploy
entities: Kubernetes
excludes: kubernetes

All providers except Anthropic
informational keywords|list low medium en
topics: providers; anthropic
entities: Anthropic
excludes: anthropic

What are alternatives to Redis other than Memcached?
comparative|informational list|choice low medium|high en
topics: redis; memcached
also: alternatives
entities: Redis, Memcached
excludes: memcached

Show the limits only for the free plan
informational command|list low medium en
topics: limits; free plan
only: free plan

authentication options available before version 3
informational keywords low medium en
topics: authentication options; version 3
also: available
before-version: 3

Which settings were added since v2.1?
informational list|fact low high en
topics: settings; v2.1
also: added
identifiers: v2.1
since-version: 2.1

How do I upgrade to version 4.2 or later?
procedural how-to low medium|high en
topics: version 4.2
also: upgrade, later
identifiers: 4.2
since-version: 4.2

Reset my password, I don't mean the API key
procedural command|statement low|medium medium en
topics: password; api key
also: reset, mean
entities: API
excludes: api key

retry policy for pulled messages, not webhooks
informational keywords low medium en
topics: retry policy > pulled messages; webhooks
excludes: webhooks

Use the REST interface instead of the SDK
procedural|informational command low medium en
topics: rest interface; sdk
entities: REST, SDK
excludes: sdk

Queue settings in the EU region only
informational keywords low medium en
topics: queue settings > eu region
entities: EU
only: eu region

Excluding drafts, how many modules are there?
informational fact low medium en
topics: drafts; modules
excludes: drafts

Why is the cache not working?
troubleshooting reason low low en
topics: cache
also: working

The button does not respond
troubleshooting statement low low en
topics: button
also: respond

Is the SDK not open source?
informational yes-no low medium|low en
topics: sdk; open source
entities: SDK

Does vitamin C not reduce the duration of colds?
informational yes-no low medium|high en
topics: vitamin; duration > colds
also: reduce

What can I do if I only have read access?
procedural|informational fact|explanation low|medium medium|low en
topics: read access

How do I run the tests just for the billing package?
procedural how-to low medium en
topics: tests; billing package
also: run
only: billing package

breaking changes prior to 2.0
informational keywords low high|medium en
topics: breaking changes; 2.0
also: prior
identifiers: 2.0
before-version: 2.0

Give me a guide for Node 22, no TypeScript please
procedural command|how-to low|medium medium|high en
topics: node 22; typescript
entities: Node, TypeScript
excludes: typescript

Everything about consumers apart from leases
informational keywords|explanation low medium en
topics: consumers; leases
excludes: leases

Wie exportiere ich alles außer den Entwürfen?
procedural how-to low low|medium de
topics: entwürfen
also: exportiere
excludes: entwürfen

Tarifs uniquement pour les associations
informational keywords low medium fr
topics: tarifs; associations
only: associations

Instalar sin conexión a internet
procedural command|keywords low medium|low es
topics: conexión > internet
also: instalar
excludes: conexión

How do I get started with no prior knowledge of YAML?
procedural how-to low medium en
topics: prior knowledge > yaml
also: started
entities: YAML
`
