import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { CompositionDto } from '@/lib/schemas/contexts/composition'

/** A composed context as the inspector shows it: fresh from the engine, or assembled again from its record. */
export type InspectedContext = ComposedDto &
  Partial<Pick<CompositionDto, 'isExact' | 'redactions' | 'durationMs'>> & {
    /** False where nothing was stored: then it cannot be composed again from its record. */
    isStored?: false
  }

/** A module as the candidates of a context name it; its id where none of them is of it. */
export function nameOfModule(context: Pick<InspectedContext, 'trace'> | undefined, moduleId: string): string {
  const known = context?.trace.candidates.find((candidate) => candidate.moduleId === moduleId)
  return known?.title.split(' › ')[0] ?? moduleId
}
