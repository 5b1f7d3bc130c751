import type { ModuleSnapshot } from '../vocabulary/types'
import { sampleModule } from './samples.fixture'

/**
 * The handbook of a fictional product, Tidewater, a hosted message queue. Several modules look alike on purpose: two kinds
 * of retries, two kinds of keys, limits and quotas, the current and the old way to publish.
 */
export const LIBRARY: ModuleSnapshot[] = [
  sampleModule({
    moduleId: 'answer-style',
    name: 'Answer style',
    activation: 'always',
    priority: 'high',
    dependencies: ['glossary'],
    body: 'Answer in short paragraphs. Name the Tidewater version a statement holds for. Never invent a setting.',
  }),
  sampleModule({
    moduleId: 'glossary',
    name: 'Glossary',
    activation: 'manual',
    body: 'A topic is a named stream. A subscription is one reader of a topic. A delivery is one attempt to hand a message over.',
  }),
  sampleModule({
    moduleId: 'incident-playbook',
    name: 'Incident playbook',
    activation: 'rule',
    rules: { any: [{ keyword: 'outage' }, { keyword: 'incident' }] },
    body: 'During an incident state the impact first, then the next update time. Point to the status page.',
  }),
  sampleModule({
    moduleId: 'release-checklist',
    name: 'Release checklist',
    activation: 'manual',
    body: 'Internal: freeze the branch, run the soak test for a day, tag, publish the notes.',
  }),
  sampleModule({
    moduleId: 'publish-messages',
    name: 'Publish messages',
    description: 'How to send messages to a topic with the v2 API.',
    category: 'guide',
    tags: ['publish', 'api'],
    priority: 'high',
    lastUpdated: '2026-02-10',
    body: `# Publish messages

Send a POST request to \`/v2/topics/{topic}/messages\` with up to 100 messages in one batch. Each message has a body of at most 256 KB and optional attributes.

## Ordering

Give messages an \`orderingKey\` to have them delivered in the order in which they were published. Without it, order is not guaranteed.

## Deduplication

Set \`dedupeId\` to publish a message at most once within ten minutes. A second publish with the same id is accepted and ignored.`,
  }),
  sampleModule({
    moduleId: 'publish-messages-v1',
    name: 'Publish messages (v1)',
    description: 'The old way to send messages, switched off at the end of 2026.',
    category: 'guide',
    tags: ['publish', 'legacy'],
    priority: 'low',
    lastUpdated: '2023-05-01',
    body: `# Publish messages with the v1 API

Send a POST request to \`/v1/publish\` with one message at a time. The v1 API has no ordering and no batch.

## Moving to v2

Replace \`/v1/publish\` with \`/v2/topics/{topic}/messages\` and wrap the message into a list.`,
  }),
  sampleModule({
    moduleId: 'consume-messages',
    name: 'Consume messages',
    description: 'Pull messages from a subscription and acknowledge them.',
    category: 'guide',
    tags: ['consume', 'api'],
    lastUpdated: '2026-01-20',
    body: `# Consume messages

Pull with GET \`/v2/subscriptions/{name}/messages\`. Every pulled message is leased for 30 seconds.

## Acknowledge

Acknowledge a message within its lease by DELETE with its receipt. A message that is not acknowledged becomes visible again and counts as a failed delivery.

## Extend the lease

Call \`extend\` when processing takes longer than the lease; the longest lease is twelve hours.`,
  }),
  sampleModule({
    moduleId: 'retry-policy',
    name: 'Retry policy',
    description: 'What happens to pulled messages that were not acknowledged.',
    category: 'reference',
    tags: ['retry', 'consume'],
    dependencies: ['consume-messages'],
    lastUpdated: '2026-01-15',
    body: `# Retry policy

A message that was not acknowledged is delivered again with exponential backoff: after 10 seconds, then twice as long each time, up to one hour.

## Change the backoff

Set \`minBackoff\` and \`maxBackoff\` on the subscription. \`maxAttempts\` limits the number of deliveries; the default is 20.`,
  }),
  sampleModule({
    moduleId: 'webhook-retries',
    name: 'Webhook retries',
    description: 'What happens when your endpoint does not answer a push delivery.',
    category: 'reference',
    tags: ['retry', 'webhook'],
    dependencies: ['webhooks'],
    lastUpdated: '2026-01-18',
    body: `# Webhook retries

A push delivery that your endpoint answers with anything but a 2xx status within 15 seconds is tried again five times over six hours.

## Disabled endpoints

An endpoint that fails for three days is disabled, and the owner gets an email. Enable it again in the console.`,
  }),
  sampleModule({
    moduleId: 'webhooks',
    name: 'Webhooks',
    description: 'Push deliveries to an HTTPS endpoint.',
    category: 'guide',
    tags: ['webhook'],
    lastUpdated: '2025-12-01',
    body: `# Webhooks

A push subscription sends each message as a POST request to your HTTPS endpoint.

## Verify the signature

Compute an HMAC with SHA-256 over the raw body with the signing secret and compare it with the \`Tidewater-Signature\` header in constant time.`,
  }),
  sampleModule({
    moduleId: 'dead-letters',
    name: 'Dead letters',
    description: 'Where messages go that could not be delivered.',
    category: 'guide',
    tags: ['retry', 'dead-letter'],
    dependencies: ['retry-policy'],
    lastUpdated: '2025-11-11',
    body: `# Dead letters

After \`maxAttempts\` deliveries a message moves to the dead-letter topic of its subscription, with the last error in the attribute \`failure\`.

## Redrive

Redrive sends the dead letters back to the topic they came from, oldest first, at most 100 a second.`,
  }),
  sampleModule({
    moduleId: 'api-keys',
    name: 'API keys',
    description: 'Create, rotate and revoke the keys that programs authenticate with.',
    category: 'guide',
    tags: ['security', 'keys'],
    priority: 'high',
    lastUpdated: '2026-02-01',
    body: `# API keys

Create an API key in the console under Access. It is shown once. Send it as a bearer token.

## Rotate an API key

Create a second key, deploy it, then revoke the first one. Both work until you revoke one, so nothing is interrupted.`,
  }),
  sampleModule({
    moduleId: 'signing-secrets',
    name: 'Signing secrets',
    description: 'The secrets that webhook signatures are made with.',
    category: 'guide',
    tags: ['security', 'keys', 'webhook'],
    priority: 'high',
    dependencies: ['webhooks'],
    lastUpdated: '2026-01-25',
    body: `# Signing secrets

Every push subscription has a signing secret that begins with \`twsec_\`.

## Rotate a signing secret

Rotate it in the console. For 24 hours each webhook carries two signatures, one by the old and one by the new secret.`,
  }),
  sampleModule({
    moduleId: 'rate-limits',
    name: 'Rate limits',
    description: 'How many requests a second are accepted, and what error TW-429 means.',
    category: 'reference',
    tags: ['limits', 'errors'],
    lastUpdated: '2026-02-05',
    body: `# Rate limits

A project may send 500 publish requests and 200 pull requests a second. Beyond that the answer is status 429 with the code \`TW-429\` and a \`Retry-After\` header.

## What to do about TW-429

Wait as long as \`Retry-After\` says, use batches, or ask support to raise the limit.`,
  }),
  sampleModule({
    moduleId: 'plans',
    name: 'Plans and quotas',
    description: 'What each plan costs and how much it includes.',
    category: 'reference',
    tags: ['billing', 'limits'],
    lastUpdated: '2026-01-05',
    body: `# Plans and quotas

The free plan includes one million messages a month and three topics. The team plan costs 49 dollars a month and includes 50 million messages.

## Beyond the quota

Each further million messages costs 40 cents. Publishing is never stopped because of a quota.`,
  }),
  sampleModule({
    moduleId: 'regions',
    name: 'Regions',
    description: 'Where data is stored, and failover between regions.',
    category: 'reference',
    tags: ['availability'],
    lastUpdated: '2025-10-10',
    body: `# Regions

A topic lives in one region and is replicated to three zones of it. Data does not leave the region.

## Failover

With a standby region, failover takes about two minutes. Messages acknowledged in the last second before an outage may be delivered twice.`,
  }),
]
