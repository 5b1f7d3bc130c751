import type { ComposeRequest } from '../vocabulary/composition'
import type { RetrievalPort } from '../vocabulary/ports'
import type { Candidate, ModuleSnapshot } from '../vocabulary/types'
import { type Outcome, toModuleCandidate } from './to-candidate'

type Root = Outcome & Pick<Candidate, 'activatedBy'>
const ALWAYS: Root = { reason: 'required_always', activatedBy: 'always' }

type RequiredModules = {
  /** In layout order: what a module depends on stands before it; always-on ones first. */
  required: Candidate[]
  /** Modules the request excludes, as far as the release holds them. */
  excluded: Candidate[]
  warnings: string[]
}

/**
 * The modules that take part whatever the search finds: always-on ones, those whose rule matches, pinned ones, and what
 * these depend on, transitively. An exclude wins over all of them. Always-on modules with their dependencies are
 * instructions, and the same whatever the query; rule-activated ones are instructions too, with the reason
 * `required_rule`; the others are knowledge.
 *
 * @param matchRule describes the condition of a module's rule that matched, undefined when none did
 */
export async function selectRequired(
  request: Pick<ComposeRequest, 'pins' | 'excludes'>,
  retrieval: RetrievalPort,
  matchRule: (module: ModuleSnapshot) => string | undefined,
): Promise<RequiredModules> {
  const warnings: string[] = []
  const excludes = new Set(request.excludes)
  const standing = await retrieval.listStandingModules()
  const pool = new Map(standing.map((module) => [module.moduleId, module]))
  await fetchInto(pool, [...request.pins, ...request.excludes], retrieval)

  const roots = new Map<string, Root>()
  for (const module of standing) {
    if (module.activation === 'always') roots.set(module.moduleId, ALWAYS)
  }
  for (const module of standing) {
    const condition = module.activation === 'rule' ? matchRule(module) : undefined
    if (condition === undefined) continue
    roots.set(module.moduleId, { reason: 'required_rule', because: { of: condition }, activatedBy: 'rule' })
  }
  for (const id of request.pins) {
    if (!pool.has(id)) warnings.push(`pinned module ${id} is not in the release`)
    else if (!roots.has(id)) roots.set(id, { reason: 'pinned' })
  }
  for (const id of excludes) roots.delete(id)
  await fetchDependencies(pool, [...roots.keys()], excludes, retrieval)

  const required: Candidate[] = []
  const visited = new Set<string>()
  const visit = (id: string, isStanding: boolean, neededBy?: string) => {
    const module = pool.get(id)
    if (!module || visited.has(id)) return
    visited.add(id)
    for (const dependency of module.dependencies) {
      if (excludes.has(dependency)) warnings.push(`${id} depends on ${dependency}, which the request excludes`)
      else if (!pool.has(dependency)) {
        warnings.push(`${id} depends on ${dependency}, which is not in the release`)
      } else visit(dependency, isStanding, id)
    }
    const asDependency: Root = { reason: 'required_dependency', because: { of: neededBy } }
    const root = roots.get(id)
    // What always-on modules need must not change with the query, so a rule or a pin has no say in it.
    const isOnlyNeeded = root === undefined || (isStanding && root.activatedBy !== 'always')
    const outcome = isOnlyNeeded ? asDependency : root
    const section = isStanding || outcome.activatedBy === 'rule' ? 'instructions' : 'knowledge'
    required.push(toModuleCandidate(module, { ...outcome, section, isRequired: true }))
  }
  for (const [id, root] of roots) visit(id, root.activatedBy === 'always')

  const excluded = [...excludes].flatMap((id) => {
    const module = pool.get(id)
    return module ? [toModuleCandidate(module, { reason: 'excluded_by_request', isDropped: true })] : []
  })
  return { required, excluded, warnings }
}

async function fetchDependencies(
  pool: Map<string, ModuleSnapshot>,
  rootIds: string[],
  excludes: Set<string>,
  retrieval: RetrievalPort,
): Promise<void> {
  const seen = new Set(rootIds)
  let frontier = rootIds
  while (frontier.length > 0) {
    const next = new Set(frontier.flatMap((id) => pool.get(id)?.dependencies ?? []))
    frontier = [...next].filter((id) => !seen.has(id) && !excludes.has(id))
    for (const id of frontier) seen.add(id)
    await fetchInto(pool, frontier, retrieval)
  }
}

async function fetchInto(pool: Map<string, ModuleSnapshot>, ids: string[], retrieval: RetrievalPort): Promise<void> {
  const missing = [...new Set(ids)].filter((id) => !pool.has(id))
  if (missing.length === 0) return
  for (const module of await retrieval.getModules(missing)) pool.set(module.moduleId, module)
}
