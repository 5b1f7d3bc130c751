import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { SECTION_NAMES } from '@/lib/engine'
import { DROP_GROUPS, SHORTFALLS } from '@/lib/schemas/insights/context-report'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { groupOfDrop } from './contexts/drop-group'
import { exportContextReport } from './export-context-report'
import { getContextReport } from './get-context-report'

type Composed = Awaited<ReturnType<typeof createComposition>>

const WORDS = ['morning', 'evening', 'summer', 'winter', 'harbour', 'meadow', 'river', 'forest', 'village', 'valley']
const BIRDS = 'What fish do herons, storks, gulls, owls and swans eat in the river, the harbour and the meadow?'
const UNKNOWN = 'Qwertz zuiop asdfg?'
let actor: Actor
let colleague: Actor
/** Of today, and of two days before. */
const composed: Record<'today' | 'before', Composed[]> = { today: [], before: [] }

beforeAll(async () => {
  const { workspaceId } = await createTestWorkspace('context-report')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  actor = (await createTestUser(workspaceId, 'admin')).actor
  colleague = (await createTestUser(workspaceId, 'editor')).actor
  const birds = ['herons', 'storks', 'gulls', 'owls', 'swans'].map((name) => ({
    path: `${name}.md`,
    content: `# ${name}\n\n${WORDS.map((word) => `In the ${word} the ${name} eat fish of ${word} water, and then they rest.`).join(' ')}`,
  }))
  await importModules(actor, { files: birds })
  for (const query of ['What do herons eat?', UNKNOWN, UNKNOWN]) {
    composed.today.push(await createComposition(actor, { query }))
  }
  // hardly any room for what is found
  composed.before.push(await createComposition(actor, { query: BIRDS, contextWindow: 1_150, maxOutputTokens: 100 }))
  const at = new Date(Date.now() - 2 * 86_400_000)
  await prisma.composition.updateMany({
    where: { workspaceId, id: composed.before[0]!.id },
    data: { createdAt: at },
  })
  const { id: conversationId } = await createConversation(actor, { title: 'Private' })
  composed.today.push(await createComposition(actor, { query: `${UNKNOWN} In private.`, conversationId }))
})

describe('the report on contexts', () => {
  it('adds up tokens and drops by day, as the traces have them', async () => {
    const { days, contexts, isAll } = await getContextReport(actor, {})
    expect({ contexts, isAll }).toEqual({ contexts: 5, isAll: true })
    expect(days.map((day) => day.contexts)).toEqual([1, 4])
    for (const [at, of] of [composed.before, composed.today].entries()) {
      const day = days[at]!
      for (const section of SECTION_NAMES) {
        expect(day.tokens[section]).toBe(of.reduce((sum, { usage }) => sum + usage.sections[section].used, 0))
      }
      const dropped = of.flatMap(({ trace }) => trace.candidates.filter(({ fate }) => fate === 'dropped'))
      for (const group of DROP_GROUPS) {
        expect(day.dropped[group]).toBe(dropped.filter(({ reason }) => groupOfDrop(reason) === group).length)
      }
      expect(day.fellShort.knowledge).toBe(of.filter(({ usage }) => usage.sections.knowledge.used === 0).length)
    }
    expect(days[0]!.dropped.room).toBeGreaterThan(0)
    expect(days[0]!.fellShort).toEqual({ knowledge: 0, room: 1, prefix: 0 })
    // a shorter range begins later
    expect((await getContextReport(actor, { days: 1 })).contexts).toBe(4)
  })

  it('lists questions that fell short once, without knowledge first', async () => {
    const { short, hidden, more } = await getContextReport(actor, {})
    expect(short.map(({ query, times, hasKnowledge }) => ({ query, times, hasKnowledge }))).toEqual([
      { query: `${UNKNOWN} In private.`, times: 1, hasKnowledge: false },
      { query: UNKNOWN, times: 2, hasKnowledge: false },
      { query: BIRDS, times: 1, hasKnowledge: true },
    ])
    expect(short[1]!.compositionId).toBe(composed.today[2]!.id)
    expect(short[2]!.noRoom).toBeGreaterThan(0)
    expect({ hidden, more }).toEqual({ hidden: 0, more: 0 })
  })

  it('counts private questions of others, and does not show them', async () => {
    const { short, hidden, days } = await getContextReport(colleague, {})
    expect(short.map(({ query }) => query)).not.toContain(`${UNKNOWN} In private.`)
    expect(hidden).toBe(1)
    expect(days.at(-1)!.fellShort.knowledge).toBe(3)
  })

  it('tells a turn whose stable prefix is not that of the turn before, where a provider’s cache counts', async () => {
    const { id } = await createConversation(actor, { title: 'Turns' })
    const other = await createConversation(actor, { title: 'Other turns' })
    const ask = (query: string, model?: string, conversationId = id) =>
      createComposition(actor, { query, conversationId, ...(model ? { model } : {}) })
    const broken = async () => {
      const { short, days } = await getContextReport(actor, {})
      return [short.filter((each) => each.isPrefixBroken).map(({ query }) => query), days.at(-1)!.fellShort.prefix]
    }
    await ask('What do owls eat?')
    await ask('What do owls eat?', 'gpt-4o')
    await ask('What do gulls eat?', 'gpt-4o')
    await ask('What do gulls eat?', 'gpt-4o', other.id)
    expect(await broken()).toEqual([[], 0])
    const role = '---\nname: Role\nactivation: always\ncategory: instructions\n---\n\nAnswer in one sentence.\n'
    await importModules(actor, { files: [{ path: 'role.md', content: role }] })
    await ask('What do swans eat?', 'gpt-4o')
    await ask('What do storks eat?')
    expect(await broken()).toEqual([['What do swans eat?'], 1])
  })

  it('is a table for spreadsheets, too', async () => {
    const { fileName, text } = await exportContextReport(actor, {})
    expect(fileName).toMatch(/^contexts-.*\.csv$/)
    const [head = '', ...rows] = text.trimEnd().split('\r\n')
    expect(head.split(',')).toHaveLength(2 + SHORTFALLS.length + SECTION_NAMES.length + DROP_GROUPS.length)
    const { days } = await getContextReport(actor, {})
    expect(rows.map((row) => row.split(',').slice(0, 2))).toEqual(days.map((day) => [day.day, String(day.contexts)]))
  })
})
