import { Module, type DynamicModule } from '@nestjs/common'
import type { RoomControl } from './launch.ts'
import { ROOM, RoomController } from './room.controller.ts'

/** What only the inside of practice has. */
@Module({})
export class RoomModule {
  static of(room: RoomControl): DynamicModule {
    return { module: RoomModule, controllers: [RoomController], providers: [{ provide: ROOM, useValue: room }] }
  }
}
