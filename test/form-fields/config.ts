import type { StoryConfig } from '../support/story-config.ts'

/** The demonstration county, whose form gets fields from a sheet, files and people. */
export const config: StoryConfig = {}
