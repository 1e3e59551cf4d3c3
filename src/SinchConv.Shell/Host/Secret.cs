using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation.Host;
using System.Security;

namespace SinchConv.Shell.Host;

/// <summary>Reads what must not appear on the screen.</summary>
internal static class Secret
{
    /// <exception cref="OperationCanceledException">Ctrl+C was pressed.</exception>
    public static SecureString Read(LineReader input)
    {
        if (Console.IsInputRedirected)
            return From(input.Read() ?? "");
        if (OperatingSystem.IsWindows())
            return ReadKeys();
        // Console.ReadKey would leave the terminal without echo for the lines that follow.
        SetEcho("-echo");
        try
        {
            return From(input.Read() ?? "");
        }
        finally
        {
            SetEcho("echo");
            Console.WriteLine();
        }
    }

    private static SecureString From(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
            secret.AppendChar(character);
        return secret;
    }

    private static void SetEcho(string setting)
    {
        try
        {
            using var stty = Process.Start("stty", setting);
            stty.WaitForExit();
            if (stty.ExitCode == 0)
                return;
        }
        catch (Win32Exception)
        {
            // Reported below: without the program, nothing was hidden.
        }
        throw new HostException("The terminal can't hide what is typed: use an environment variable for the secret.");
    }

    private static SecureString ReadKeys()
    {
        var secret = new SecureString();
        // As a key, Ctrl+C is seen here at once; as a signal, it would wait for the next key.
        Console.TreatControlCAsInput = true;
        try
        {
            while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
            {
                if (key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
                    throw new OperationCanceledException();
                if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
                    secret.RemoveAt(secret.Length - 1);
                else if (!char.IsControl(key.KeyChar))
                    secret.AppendChar(key.KeyChar);
            }
            return secret;
        }
        finally
        {
            Console.TreatControlCAsInput = false;
            Console.WriteLine();
        }
    }
}
