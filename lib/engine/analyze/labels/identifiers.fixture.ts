/** Identifiers, error messages, typos, very short and very long queries. */
export const IDENTIFIERS = String.raw`
What does the overlap setting of chunkMarkdown() mean?
informational explanation low high en
topics: overlap setting > chunkmarkdown
identifiers: chunkMarkdown()

Why is the default BM25 k1 set to 1.2?
informational reason low high en
topics: default bm25 k1 > 1.2
identifiers: BM25, 1.2

How can I set LOADOUT_DATA_DIR on a server?
procedural how-to low high en
topics: loadout_data_dir > server
identifiers: LOADOUT_DATA_DIR

Steps to migrate from version 0.9.1 to 1.0.0 without downtime, and how to roll back if it fails
procedural how-to high high en
topics: version 0.9.1 > 1.0.0; downtime
also: migrate, roll, fails
identifiers: 0.9.1, 1.0.0
excludes: downtime

Error: connect ECONNREFUSED 127.0.0.1:5432
troubleshooting statement low high en|und
topics: error; connect econnrefused 127.0.0.1:5432
identifiers: ECONNREFUSED, 127.0.0.1:5432

Why does my import fail with status 413?
troubleshooting reason low high en
topics: import; status 413
also: fail
identifiers: status 413

ERR_MODULE_NOT_FOUND when I run npm start
troubleshooting statement low high en
topics: err_module_not_found; npm start
also: run
identifiers: ERR_MODULE_NOT_FOUND

embedPassages() returns undefined in lib/models/embed.ts
troubleshooting statement low high en
topics: embedpassages; lib/models/embed.ts
also: returns, undefined
identifiers: embedPassages(), lib/models/embed.ts

max_connections
informational keywords low high en|und
topics: max_connections
identifiers: max_connections

TypeError: Cannot read properties of undefined (reading 'map')
troubleshooting statement low|medium high en
topics: typeerror; properties; undefined; reading; map
identifiers: TypeError

What changed between v2.3.0 and v2.4.0-beta.1?
comparative choice low high en
topics: v2.3.0; v2.4.0-beta.1
also: changed
identifiers: v2.3.0, v2.4.0-beta.1

where is useQuery imported from in src/hooks/index.tsx
informational fact low high en
topics: usequery; src/hooks/index.tsx
also: imported
identifiers: useQuery, src/hooks/index.tsx

npm run build --workspace=docs exits with code 137
troubleshooting statement low|medium high en
topics: npm run build; docs; code 137
also: --workspace, exits
identifiers: --workspace, code 137

what is std::vector::reserve for
informational explanation low high en
topics: std::vector::reserve
identifiers: std::vector::reserve

JIRA-4821 status
informational keywords low high en|und
topics: jira-4821 status
identifiers: JIRA-4821

HTTP 503 from https://api.example.com/v1/orders every night
troubleshooting statement low high en
topics: http 503 > https://api.example.com/v1/orders; night
identifiers: HTTP 503, https://api.example.com/v1/orders

set read_timeout in config.yaml to 30s
procedural command low high en
topics: read_timeout > config.yaml; 30s
identifiers: read_timeout, config.yaml

segfault at 0x7ffee4c0 in libssl.so.3
troubleshooting statement|keywords low high en|und
topics: segfault > 0x7ffee4c0; libssl.so.3
identifiers: 0x7ffee4c0, libssl.so.3

Does react@19.1 still support defaultProps?
informational yes-no low high en
topics: react@19.1; defaultprops
also: support
identifiers: react@19.1, defaultProps

C:\Users\build\cache is full, how do I clean it
procedural|troubleshooting how-to low|medium high en
topics: c:\users\build\cache
also: full, clean
identifiers: C:\Users\build\cache

ORA-00942 table or view does not exist
troubleshooting statement low high en
topics: ora-00942 table; view
also: exist
identifiers: ORA-00942

hwo do i instal the app
procedural how-to low low|medium en
topics: app
also: instal

waht is the diffrence between a module and a chunk
comparative choice low medium en
topics: module; chunk

cant conect to databse
troubleshooting statement low low|medium en|und
topics: databse
also: conect

plz explan rate limting
informational explanation low medium|low en|und
topics: rate limting

?
informational keywords low low und

...
informational keywords low low und

kubernetes
informational keywords low low en|und
topics: kubernetes

We run a self-hosted installation with about forty workspaces behind a reverse proxy, and since last Thursday some members report that their sessions end after a few minutes although the session lifetime is set to a week. The proxy's log shows nothing unusual, the clocks of both machines agree, and restarting helps for an hour or so. What could cause this, which settings should I look at first, and how can I find out which of the two machines drops the cookie?
troubleshooting statement|fact high high en
topics: self-hosted installation; workspaces; reverse proxy; thursday
entities: Thursday

Please read the following requirements and tell me how you would design the permission model: there are three kinds of members, each workspace can have guests, guests see published modules only, reviewers may comment but not edit, and every change has to be traceable for two years.
informational|procedural how-to|explanation|command high medium|high en
topics: following requirements; permission model; kinds > members; workspace
`
