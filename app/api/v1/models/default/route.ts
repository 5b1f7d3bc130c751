import { rest } from '@/lib/adapters/rest'
import { chooseDefaultModel } from '@/lib/services/providers/choose-default-model'

export const PUT = rest({ verb: chooseDefaultModel })
