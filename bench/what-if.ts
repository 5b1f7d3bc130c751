import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  analyzeQuery,
  assembleContext,
  BudgetExceededError,
  type Candidate,
  chunkMarkdown,
  DEFAULT_POLICY_SETTINGS,
  loadTokenizer,
  MODEL_FAMILIES,
  type ModelFamily,
  type PreparedContext,
} from '@/lib/engine'

/**
 * `npm run bench:what-if`: the second half of the pipeline as the budget screen runs it at each move of a slider, on a
 * context of 50 candidates from the handbook with a conversation and a profile. Aim: 50 ms from slider to picture.
 */

const CANDIDATES = 50
const WINDOWS = Array.from({ length: 40 }, (_, step) => 2_000 + 800 * step)
const QUERY = 'How does Loadout decide which chunks fit the budget, and what happens to the rest?'

async function main(): Promise<void> {
  console.log(
    `${CANDIDATES} candidates, ${WINDOWS.length} windows from ${WINDOWS[0]} to ${WINDOWS.at(-1)} tokens, best of 3`,
  )
  console.log(`${''.padEnd(10)} first assembly    p50      p95      max`)
  for (const family of MODEL_FAMILIES) {
    const tokenizer = await loadTokenizer(family)
    // as the browser gets it
    const prepared: PreparedContext = JSON.parse(JSON.stringify(prepare(family, await loadTokenizer('gpt'))))
    const timeOf = (contextWindow: number) => {
      const start = performance.now()
      assemble(prepared, contextWindow)
      return performance.now() - start
    }
    const assemble = (given: PreparedContext, contextWindow: number) => {
      const model = { ...given.request.model, contextWindow }
      try {
        return assembleContext({ ...given, request: { ...given.request, model } }, tokenizer)
      } catch (error) {
        if (error instanceof BudgetExceededError) return undefined
        throw error
      }
    }
    const first = timeOf(16_000)
    const times = WINDOWS.map((window) => Math.min(timeOf(window), timeOf(window), timeOf(window))).sort(
      (a, b) => a - b,
    )
    const at = (share: number) => `${(times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1).padStart(6)} ms`
    console.log(`${family.padEnd(10)} ${`${first.toFixed(1)} ms`.padStart(14)}${at(0.5)}${at(0.95)}${at(1)}`)
  }
}

function prepare(family: ModelFamily, tokenizer: Awaited<ReturnType<typeof loadTokenizer>>): PreparedContext {
  const candidates: Candidate[] = []
  for (const [number, path] of listMarkdown(join(import.meta.dirname, '../prisma/library')).entries()) {
    const body = readFileSync(path, 'utf8').replace(/^---\n.*?\n---\n/s, '')
    const module = {
      moduleId: `module-${number}`,
      version: 1,
      name: path.slice(path.lastIndexOf('/') + 1, -3),
      description: '',
      tags: [],
      priority: 'medium' as const,
      lastUpdated: '2026-01-31',
      dependencies: number % 5 === 0 && number > 0 ? [`module-${number - 1}`] : [],
    }
    for (const chunk of chunkMarkdown(body, { tokenizer }).slice(0, 4)) {
      const { ordinal, headingPath, startOffset, endOffset, text, tokenCount } = chunk
      candidates.push({
        module,
        resolution: 'section',
        chunkId: `${module.moduleId}@1#${ordinal}`,
        headingPath,
        startOffset,
        endOffset,
        text,
        tokens: tokenCount,
        ranks: {},
        scores: {},
        signals: { final: 0.9 - ((candidates.length * 37) % 60) / 100 },
        reason: 'relevant',
        isRequired: false,
        isDropped: false,
        section: 'knowledge',
      })
    }
  }
  candidates.splice(CANDIDATES)
  candidates.sort((a, b) => (b.signals.final ?? 0) - (a.signals.final ?? 0))
  const turns = Array.from({ length: 16 }, (_, index) => ({
    id: `t${index}`,
    role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content: candidates[index % candidates.length]?.text.slice(0, 600) ?? '',
  }))
  return {
    request: {
      id: 'c',
      workspaceId: 'w',
      revision: 1,
      releaseId: 'production',
      day: '2026-02-01',
      query: QUERY,
      model: { id: 'm', family, contextWindow: 16_000, maxOutputTokens: 500 },
      policy: { id: 'default', version: 1, settings: DEFAULT_POLICY_SETTINGS },
      layout: 'chat',
      turns,
      summaries: [],
      pins: [],
      excludes: [],
    },
    analysis: analyzeQuery(QUERY, turns),
    candidates,
    steps: [],
    filters: [],
    warnings: [],
  }
}

function listMarkdown(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

await main()
