/** Queries with a conversation before them, and some that look as if they leaned on one. */
export const CONVERSATIONS = `
How do I configure it?
procedural how-to low low|medium en
before: What is the HNSW index?
topics: hnsw index
also: configure
standalone: hnsw, index, configure

What about rate limits?
informational explanation|fact low low|medium en
before: Which scopes do API keys have?
topics: rate limits; scopes; api keys
standalone: rate limits, api keys

and how do they expire?
procedural|informational how-to|explanation low low|medium en
before: Tell me about invitations | Who can send them?
topics: invitations
also: expire
standalone: invitations, expire

Why?
informational reason low low|medium en
before: Is the relevance floor on by default?
topics: relevance floor; default
standalone: relevance floor

Is it possible to export the whole library as a zip file?
informational yes-no low|medium medium en
before: What is the HNSW index?
topics: library; zip file
also: possible, export

How do I create an API key for the billing service?
procedural how-to low medium en
before: What is a module?
topics: api key > billing service
also: create
entities: API

Which modules mention that the response reserve is 10 %?
informational list|fact low|medium medium|high en
before: How large is the window?
topics: modules; response reserve
also: mention, 10

Can I change its size later?
informational|procedural yes-no low low|medium en
before: What is a context window?
topics: context window's size
also: change, later
standalone: context window, size

And for Postgres?
procedural|informational how-to|explanation low low|medium en
before: How do I back up the embedded database?
topics: postgres; embedded database
also: back
entities: Postgres
standalone: postgres, back up, database

what if that fails
troubleshooting statement|explanation low low|medium en
before: How do I restore a backup?
topics: backup
also: restore, fails
standalone: backup, fails

The second one, please
informational|conversational|comparative statement|keywords|choice low low|medium en
before: Should I use HNSW or exact search?
topics: hnsw; exact search
standalone: exact search

How long does this take?
informational fact low low|medium en
before: How do I re-embed the library?
topics: library
also: re-embed, take
standalone: re-embed, library

Show me an example
procedural|informational command|list low low|medium en
before: How do rules activate a module?
topics: rules; module
also: activate
standalone: example, rules

same for webhooks
procedural|informational statement|keywords|how-to low low|medium en
before: How do I rotate an API key?
topics: webhooks; api key
also: rotate
standalone: webhooks, rotate

Thanks!
conversational statement|keywords low low en
before: How do I rotate an API key?

What is the default port?
informational fact low low|medium en
before: How do I rotate an API key?
topics: default port

They keep disappearing after a restart
troubleshooting|informational statement low low|medium en
before: Where are drafts stored?
topics: drafts; restart
also: disappearing
standalone: drafts, restart

Who is allowed to do that?
informational fact low low|medium en
before: How do I delete a workspace?
topics: workspace
also: allowed, delete
standalone: delete, workspace

Und wie lösche ich ihn wieder?
procedural how-to low low|medium de
before: Wie lege ich einen API-Schlüssel an?
topics: api-schlüssel
also: lösche
standalone: api-schlüssel, lösche

Et pour les invités ?
procedural|informational how-to|explanation|keywords low low|medium fr
before: Comment changer le rôle d'un membre ?
topics: invités; rôle; membre
also: changer
standalone: invités, rôle

¿Y cómo lo borro?
procedural how-to low low es
before: ¿Qué es un borrador?
topics: borrador
also: borro
standalone: borrador, borro

Does that also work with two servers?
informational yes-no low|medium medium|low en
before: How does the revision counter keep caches fresh?
topics: revision counter; servers; caches
also: work
standalone: servers, revision counter

In which file is this configured?
informational fact low medium|high en
before: What does LOADOUT_ALLOWED_HOSTS do?
topics: file; loadout_allowed_hosts
also: configured
standalone: file, loadout_allowed_hosts

Make it shorter
creative command low low|medium en
before: Write a release note for the new editor
topics: release note; new editor
also: shorter
standalone: release note, shorter

How do I set the time zone of a workspace?
procedural how-to low medium en
before: What is a module? | How do I rotate an API key?
topics: time zone > workspace
also: set
`
