import {
  assembleContext,
  BudgetExceededError,
  type ComparedContext,
  type ComposedContext,
  type ComposeRequest,
  compareContexts,
  composeContext,
  type EnginePorts,
  loadRequestTokenizer,
  type PreparedContext,
  prepareContext,
  searchContext,
} from '@/lib/engine'
import type { VersionSpan } from '@/lib/texts/prepare/version-chunk'
import { restorePrepared, type Sources, type StoredPrepared } from './stored-prepared'

/** What work in a thread asks of stores and models; it counts tokens and looks at the clock itself. */
export type OutsidePorts = Omit<EnginePorts, 'tokenizer' | 'now' | 'giveWay'> & {
  /** Of a version that is being indexed anew; `page` has those after an ordinal. */
  chunks: { page(after: number): Promise<VersionSpan[]> }
}

/** An error that people read loses what it knows on its way out of a thread. */
type Budgeted<Result> = Result | { exceeded: Pick<BudgetExceededError, 'section' | 'required' | 'available'> }
type Asked = { request: ComposeRequest }

const now = () => performance.now()

/** The other side has it. */
const withoutRequest = ({ request: _, ...prepared }: PreparedContext) => prepared

async function withOwnPorts(request: ComposeRequest, ports: OutsidePorts) {
  return { ...ports, tokenizer: await loadRequestTokenizer(request), now }
}

async function withinBudget<Result>(compose: () => Promise<Result>): Promise<Budgeted<Result>> {
  try {
    return await compose()
  } catch (error) {
    if (!(error instanceof BudgetExceededError)) throw error
    const { section, required, available } = error
    return { exceeded: { section, required, available } }
  }
}

/** The engine, for requests that are long; what it needs of stores and models it asks for. */
export const ENGINE_TASKS = {
  compose: ({ request }: Asked, ports: OutsidePorts) =>
    withinBudget(async () => {
      const { prepared, ...composed } = await composeContext(request, await withOwnPorts(request, ports))
      return { ...composed, prepared: withoutRequest(prepared) }
    }),

  retrieve: async ({ request }: Asked, ports: OutsidePorts) =>
    withoutRequest(await prepareContext(request, await withOwnPorts(request, ports))),

  search: async ({ request }: Asked, ports: OutsidePorts) => searchContext(request, await withOwnPorts(request, ports)),

  /** A composition as it was, from what it refers to. */
  replay: ({ stored, sources }: { stored: StoredPrepared; sources: Sources }) =>
    withinBudget(async () => {
      const restored = restorePrepared(stored, sources)
      const { prepared } = restored
      return { ...restored, assembled: assembleContext(prepared, await loadRequestTokenizer(prepared.request)) }
    }),

  /** The difference of two contexts, and of that so many lines. */
  compare: async ({ a, b, maxLines }: { a: ComparedContext; b: ComparedContext; maxLines: number }) =>
    compareContexts(a, b, maxLines),

  assemble: ({ prepared }: { prepared: PreparedContext }) =>
    withinBudget<ComposedContext>(async () =>
      assembleContext(prepared, await loadRequestTokenizer(prepared.request), now),
    ),
}
