import { z } from 'zod'
import { date, readable } from './shapes.js'

/** `notice`: which one says so, where several made the year. */
const day = readable({ date, name: z.string(), notice: z.string().optional() })

/** A published year: what the State Council's notices say of it. `loadYear` of `tousu/calendar` takes it as it is. */
export const calendarYear = readable({
  year: z.int(),
  /** The notices that made it, the deciding one last, such as 国办发明电〔2025〕7号. */
  notices: z.array(z.string()),
  version: z.string(),
  /** Days off, weekends in between included where the notice names them. */
  daysOff: z.array(day),
  /** Weekend days made working days (调休). */
  workingDays: z.array(day),
})

export type CalendarYear = z.output<typeof calendarYear>
