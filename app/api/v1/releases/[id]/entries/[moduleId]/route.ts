import { rest } from '@/lib/adapters/rest'
import { removeReleaseEntry } from '@/lib/services/releases/remove-release-entry'

export const DELETE = rest({ verb: removeReleaseEntry })
