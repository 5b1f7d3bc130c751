import { lockDataFolder } from '../lock-data-folder'

// Takes a data folder, says whether it got it, and keeps it until it is killed.
process.stdout.write(`${lockDataFolder(process.argv[2] ?? '')}\n`)
process.stdin.resume()
