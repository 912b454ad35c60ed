using Hark.Silo;

return await SiloProgram.Run(args);
