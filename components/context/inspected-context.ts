import type { ComposedDto } from '@/lib/schemas/compose'
import type { CompositionDto } from '@/lib/schemas/composition'

/** A composed context as the inspector shows it: fresh from the engine, or assembled again from its record. */
export type InspectedContext = ComposedDto & Partial<Pick<CompositionDto, 'isExact' | 'redactions' | 'durationMs'>>
