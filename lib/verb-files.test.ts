import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const SERVICES = 'lib/services'

/** Rooms that verbs of several folders share, without a verb of their own. */
const SHARED = ['access', 'answers', 'testing']

/** Their top level holds verbs alone. What verbs share lives in a folder below, named for what it is. */
const FOLDERS = readdirSync(SERVICES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !SHARED.includes(entry.name))
  .map(({ name }) => name)

/** Acts that no actor asks for: nobody is signed in yet, or the server itself does them. */
const WITHOUT_ACTOR = [
  ...['answer-comparisons/compare-answers', 'auth/change-password', 'auth/find-actor-by-key'],
  ...['auth/find-actor-by-session', 'auth/find-home-workspace', 'auth/find-session', 'auth/sign-in', 'auth/sign-out'],
  ...[
    'conversations/end-temporary',
    'conversations/purge-conversations',
    'health/check-health',
    'mail/send-mails',
    'mail/unsubscribe',
  ],
  ...['policies/create-default-policy', 'retention/apply-retention', 'setup/accept-invitation', 'setup/create-owner'],
  ...[
    'setup/create-reset-link',
    'setup/is-setup-open',
    'setup/reset-password',
    'token-calibrations/record-token-usage',
  ],
]

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(SERVICES, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name.slice(0, -'.ts'.length)}`),
)

describe('the top level of a folder of services', () => {
  test.each(files.filter((file) => !WITHOUT_ACTOR.includes(file)))('%s is one verb, named as its file', (file) => {
    const text = readFileSync(join(SERVICES, `${file}.ts`), 'utf8')
    const values = [...text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)(.*)$/gm)]
    expect(values.map(([, name]) => name)).toEqual([toCamelCase(file)])
    expect(values[0]?.[2]).toMatch(/^ = verb\(/)
  })

  test('acts without an actor are named only while they are there, and export what their file is called', () => {
    for (const file of WITHOUT_ACTOR) {
      expect(files).toContain(file)
      const text = readFileSync(join(SERVICES, `${file}.ts`), 'utf8')
      expect(text).toMatch(new RegExp(`^export async function ${toCamelCase(file)}\\b`, 'm'))
    }
  })
})

function toCamelCase(file: string): string {
  return file.slice(file.indexOf('/') + 1).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
