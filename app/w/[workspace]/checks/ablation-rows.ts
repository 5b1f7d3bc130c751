import type { AblationDto } from '@/lib/schemas/query-sets/ablation'

/** What the absence of each module does, as a table for other programs; modules whose absence changes nothing, too. */
export function toAblationTable({ modules, contexts }: AblationDto): (string | number | null)[][] {
  const head = ['module', 'name', 'sentIn', 'contexts', 'tokens', 'freed', 'broken', 'recallWith', 'recallWithout']
  const rows = modules.map((module) => [
    ...[module.moduleId, module.name, module.sentIn, contexts, module.tokens, module.freed, module.broken],
    ...[module.recall?.a ?? null, module.recall?.b ?? null, module.better, module.isDone ? 'yes' : 'no'],
  ])
  return [[...head, 'queriesBetterWithout', 'isDone'], ...rows]
}
