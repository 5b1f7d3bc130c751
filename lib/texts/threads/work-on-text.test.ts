import { describe, expect, it } from 'vitest'
import { loadTokenizer } from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { parseModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { hashContent, prepareVersion } from '@/lib/texts/prepare/prepare-version'
import { chunkOnThread } from './cut-text'
import { workOnText } from './work-on-text'

const source = `---\nname: Wells\ntags: [a]\n---\n\n# Wells\n\n${'## Depth\n\nSixty meters of rock.\n\n'.repeat(400)}`
const file = parseModuleFile('wells.md', source)
const input = { file, path: 'wells.md', overlay: undefined, contentHash: hashContent(file) }
const work = { workspaceId: 'a', urgency: 'import', size: source.length } as const

describe('work on a text', { timeout: 90_000 }, () => {
  it('does in a thread what is done here', async () => {
    expect(await workOnText('prepare', input, work)).toEqual(await prepareVersion(file, 'wells.md'))
  })

  it('fails alone: what waits behind it goes on', async () => {
    const broken = { ...input, file: { ...file, body: null as unknown as string } }
    const [first, failed, second] = await Promise.allSettled(
      [input, broken, input].map((each) => workOnText('prepare', each, work)),
    )
    expect(failed?.status).toBe('rejected')
    expect(first?.status).toBe('fulfilled')
    expect(second).toEqual(first)
  })

  it('is given up at its deadline, with its thread, and the next one is done', async () => {
    const endless = workOnText('chunk', { source: 'wide and far '.repeat(300_000) }, { ...work, deadlineMs: 300 })
    await expect(endless).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED', data: { reason: 'deadline' } })
    expect((await chunkOnThread({ source }, work)).length).toBeGreaterThan(1)
  })

  it('does what a person waits for while the long text of an import is worked on', async () => {
    let release = () => {}
    const held = new Promise<string[]>((done) => {
      release = () => done(['en'])
    })
    const { retrieval } = await createInMemoryRetrieval([], { tokenizer: await loadTokenizer('gpt'), maxTokens: 120 })
    const ports = { retrieval: { ...retrieval, listLanguages: () => held } }
    const request = sampleRequest({ query: 'How deep is the well?' })
    const importing = workOnText('search', { request }, { ...work, ports, deadlineMs: 120_000 })
    await workOnText('chunk', { source }, { ...work, workspaceId: 'b', urgency: 'person' })
    release()
    expect(await importing).toEqual([])
  })

  it('leaves the event loop to others meanwhile', async () => {
    const ticks: number[] = []
    const timer = setInterval(() => ticks.push(performance.now()), 5)
    await workOnText('chunk', { source: 'wide and far, here and there. '.repeat(20_000) }, work)
    clearInterval(timer)
    expect(ticks.length).toBeGreaterThan(10)
  })

  it('gives others their turn between short texts, which are worked on here', async () => {
    let turns = 0
    const count = () => {
      turns++
      counting = setImmediate(count)
    }
    let counting = setImmediate(count)
    const short = source.slice(0, 4_000)
    for (let i = 0; i < 100; i++) await workOnText('chunk', { source: short }, { ...work, size: short.length })
    clearImmediate(counting)
    expect(turns).toBeGreaterThan(3)
  })

  it('refuses what is too much to wait for', async () => {
    const tasks = Array.from({ length: 2_100 }, () => workOnText('chunk', { source: 'short' }, work))
    const results = await Promise.allSettled(tasks)
    const refused = results.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThanOrEqual(99)
    expect(refused[0]).toMatchObject({ reason: { code: 'UNAVAILABLE', data: { retryAfterSeconds: 5 } } })
  })
})
