import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { BudgetExceededError, SECTION_NAMES } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/modules/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createComposition } from './create-composition'
import { getComposition } from './get-composition'

let actor: Actor

const file = (id: string, body: string, more = '') => ({
  path: `${id}.md`,
  content: `---\nid: ${id}\nname: ${id}\n${more}---\n\n${body}\n`,
})

beforeAll(async () => {
  const workspace = await createTestWorkspace('compose')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  const { results } = await importModules(actor, {
    files: [
      file('tone', 'Answer briefly.', 'activation: always\npriority: high\n'),
      file('rollback', '# Rollback\n\nTo undo a deployment run the rollback command with the release number.'),
      file('holidays', '# Holidays\n\nEverybody has thirty days of holiday.'),
    ],
  })
  expect(results.map(({ status }) => status)).toEqual(['created', 'created', 'created'])
})

describe('createComposition', () => {
  it('composes what fits the question and keeps it', async () => {
    const composed = await createComposition(actor, { query: 'How do I undo a deployment?' })
    expect(composed.text).toContain('Answer briefly.')
    expect(composed.text).toContain('run the rollback command')
    expect(composed.messages.at(-1)?.content).toContain('How do I undo a deployment?')
    expect(composed.text).toBe(composed.messages.map(({ content }) => content).join('\n\n'))
    expect(Object.keys(composed.usage.sections).sort()).toEqual([...SECTION_NAMES].sort())
    expect(composed.trace.id).toBe(composed.id)

    const stored = await getComposition(actor, { id: composed.id })
    expect(stored).toMatchObject({ isExact: true, redactions: [], messages: composed.messages, trace: composed.trace })
  })
})
