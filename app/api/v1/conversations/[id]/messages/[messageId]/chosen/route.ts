import { rest } from '@/lib/adapters/rest'
import { chooseAnswer } from '@/lib/services/conversations/choose-answer'

export const PUT = rest({ verb: chooseAnswer })
