import { rest } from '@/lib/adapters/rest'
import { listCaches } from '@/lib/services/insights/list-caches'

export const GET = rest({ verb: listCaches })
