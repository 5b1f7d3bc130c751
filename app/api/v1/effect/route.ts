import { rest } from '@/lib/adapters/rest'
import { previewEffectBetween } from '@/lib/services/effect/preview-effect-between'

export const POST = rest({ verb: previewEffectBetween })
