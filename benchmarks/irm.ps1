# A listing with Invoke-RestMethod, as a script without any module does it. For each line of input (the service's
# address) one walk, and one line of JSON about it.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
while ($null -ne ($uri = [Console]::In.ReadLine())) {
    try {
        # One session for all requests: without it, each would open a connection of its own.
        $web = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
        $key = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($env:KEY_ID):$($env:KEY_SECRET)"))
        $token = Invoke-RestMethod "$uri/oauth2/token" -Method Post -Body @{ grant_type = 'client_credentials' } -Headers @{ Authorization = "Basic $key" } -WebSession $web
        $headers = @{ Authorization = "Bearer $($token.access_token)" }
        $list = "$uri/v1/projects/$($env:PROJECT_ID)/conversations?page_size=20&app_id=$($env:APP_ID)"
        $rows = [System.Collections.Generic.List[object]]::new()
        [GC]::Collect()
        $process = [System.Diagnostics.Process]::GetCurrentProcess()
        $cpu = $process.TotalProcessorTime
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $next = $list
        while ($next) {
            $page = Invoke-RestMethod $next -Headers $headers -WebSession $web
            $rows.AddRange($page.conversations)
            $next = if ($page.next_page_token) { "$list&page_token=$([Uri]::EscapeDataString($page.next_page_token))" }
        }
        $elapsed = $watch.Elapsed
        $process.Refresh()
        $ids = [System.Collections.Generic.HashSet[string]]::new()
        foreach ($row in $rows) { $null = $ids.Add($row.id) }
        $reply = @{
            milliseconds = $elapsed.TotalMilliseconds
            cpuMilliseconds = ($process.TotalProcessorTime - $cpu).TotalMilliseconds
            rows = $rows.Count
            distinct = $ids.Count
            about = "PowerShell $($PSVersionTable.PSVersion), one web session"
        }
    }
    catch {
        $reply = @{ failure = "$_" }
    }
    [Console]::Out.WriteLine((ConvertTo-Json $reply -Compress))
}
