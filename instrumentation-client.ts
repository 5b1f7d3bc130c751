import { config } from 'zod'

// runs before anything else in the browser: zod would try `new Function`, which the content security policy refuses
config({ jitless: true })
