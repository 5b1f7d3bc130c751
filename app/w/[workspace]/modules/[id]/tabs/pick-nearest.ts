import type { DependencyDto, ModuleDependenciesDto } from '@/lib/schemas/modules/module'

/** More boxes than this are not read any more. */
const MOST_BOXES = 40

/** The modules that are drawn around one: each once, the nearest of both sides; how many are left; and the arrows. */
export function pickNearest({ id, needs, neededBy, edges }: ModuleDependenciesDto) {
  const around = new Map<string, DependencyDto>()
  for (const each of [...needs, ...neededBy].toSorted((a, b) => a.depth - b.depth)) {
    if (each.id !== id && !around.has(each.id)) around.set(each.id, each)
  }
  const others = [...around.values()].slice(0, MOST_BOXES)
  const drawn = new Set([id, ...others.map((other) => other.id)])
  return {
    others,
    left: around.size - others.length,
    edges: edges.filter(({ from, to }) => drawn.has(from) && drawn.has(to)),
  }
}
