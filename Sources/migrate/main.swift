import MigrateCommands

MigrateCommand.main()
