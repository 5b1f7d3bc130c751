import { KNOWN_MODELS } from '@/lib/engine'

/** How people call a model; the id of one that is not known. */
export const modelLabel = (model: string) => KNOWN_MODELS.find(({ id }) => id === model)?.label ?? model
