BeforeAll {
    . $PSScriptRoot/Helper.ps1
    . $PSScriptRoot/Runbook.Helper.ps1
    $export = (Resolve-Path -LiteralPath (Join-Path $PSScriptRoot '../../examples/PartitionedExport.ps1')).Path

    function New-Folder { (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))).FullName }

    function Get-WorkerEnvironment($Server, [hashtable] $With = @{}) {
        $own = @{ SINCH_PROJECT_ID = $Server.ProjectId; SINCH_APP_ID = $Server.AppId; SINCH_KEY_ID = $Server.KeyId; SINCH_KEY_SECRET = $Server.Secret; SINCH_REGION = 'eu' }
        foreach ($name in $With.Keys) { $own[$name] = "$($With[$name])" }
        $own
    }

    # In a shell of its own.
    function Start-Worker($Server, [string] $Folder, [hashtable] $Environment, [string[]] $Argument = @()) {
        Start-Shell $export (@('-OutputFolder', $Folder, '-ApiUri', $Server.Uri, '-AuthUri', $Server.Uri, '-CheckpointPages', '2') + $Argument) (Get-WorkerEnvironment $Server $Environment)
    }

    # In this process.
    function Invoke-Worker($Server, [string] $Folder, [hashtable] $Environment, [string] $Argument) {
        Invoke-Runspace "& $(Quote $export) -OutputFolder $(Quote $Folder) -ApiUri $($Server.Uri) -AuthUri $($Server.Uri) $Argument" (Get-WorkerEnvironment $Server $Environment)
    }

    function Get-AllId($Server) {
        Connect-TestServer $Server
        (Get-SinchConversation -All).ConversationId | Sort-Object
    }
}

Describe 'An export by four workers' {
    BeforeAll {
        $server = Start-TestServer '--conversations', '900', '--latency', '50'
        $folder = New-Folder
        $workers = @(0..3 | ForEach-Object { Start-Worker $server $folder @{ JOB_COMPLETION_INDEX = $_; PART_COUNT = 4 } })
        # The largest part is in the hands of the first one. It dies behind a checkpoint, in the middle of its file.
        $checkpoint = Join-Path $folder conversations-0000.csv.checkpoint
        while (-not (Test-Path -LiteralPath $checkpoint) -and -not $workers[0].Process.HasExited) { Start-Sleep -Milliseconds 20 }
        $workers[0].Process.Kill()
        $null = Wait-Shell $workers[0]
        $wasWhole = Test-Path -LiteralPath (Join-Path $folder conversations-0000.csv)
        $again = Invoke-Worker $server $folder @{} '-PartIndex 0 -PartCount 4 -CheckpointPages 2'
        $others = $workers[1..3] | ForEach-Object { Wait-Shell $_ }
        $rows = Get-ChildItem -LiteralPath $folder -Filter *.csv | ForEach-Object { Import-Csv -LiteralPath $_.FullName -Encoding UTF8 }
    }
    AfterAll { Stop-TestServer $server }

    It 'was disturbed in the middle' {
        $wasWhole | Should -BeFalse
        $again.Text | Should -Match ', [1-9]\d* of them are there\.'
    }

    It 'ends with success in each worker' {
        $again.HasFailed | Should -BeFalse -Because $again.Text
        $others.ExitCode | Should -Be (0, 0, 0) -Because ($others.Text -join "`n")
    }

    It 'has every conversation once' {
        Compare-Object @($rows.ConversationId | Sort-Object) @(Get-AllId $server) | Should -BeNullOrEmpty
    }

    It 'leaves one file for each worker, and the plan' {
        Get-ChildItem -LiteralPath $folder -Name | Sort-Object | Should -Be (@(0..3 | ForEach-Object { "conversations-000$_.csv" }) + 'plan.json', 'plan.json.lock')
    }

    It 'has nothing to do when it is started again' {
        $result = Invoke-Worker $server $folder @{ JOB_COMPLETION_INDEX = 2; PART_COUNT = 4 }
        $result.Text | Should -Match 'is whole already\.$'
        $result.HasFailed | Should -BeFalse
        Get-ChildItem -LiteralPath $folder -Filter *.csv.lock | Should -BeNullOrEmpty
    }

    It 'refuses the plan of another export, whether its own file is whole or not: <Argument>' -ForEach @(
        @{ Argument = '-PartIndex 4 -PartCount 5'; Message = "PartCount is '4', and that of this worker '5'" }
        @{ Argument = '-PartIndex 0 -PartCount 5'; Message = "PartCount is '4', and that of this worker '5'" }
        @{ Argument = "-PartIndex 0 -PartCount 4 -Delimiter ';'"; Message = "Delimiter is ',', and that of this worker ';'" }
        @{ Argument = '-PartIndex 0 -PartCount 4 -AppId 01JSANDB0XD1SPATCHM0DEAPP2'; Message = "AppId is '\w+', and that of this worker '01JSANDB0XD1SPATCHM0DEAPP2'" }
    ) {
        $result = Invoke-Worker $server $folder @{} $Argument
        $result.HasFailed | Should -BeTrue
        $result.Text | Should -Match $Message
    }

    It 'says which folder is not there' {
        $result = Invoke-Worker $server "$folder/none" @{} '-PartIndex 0 -PartCount 4'
        $result.HasFailed | Should -BeTrue
        $result.Text | Should -Match "There is no folder '.*none': make it first"
    }

    It 'says what to do about a plan that cannot be read: <Plan>' -ForEach @(
        @{ Plan = '' }
        @{ Plan = '{ "PartCount": 4, "Par' }
    ) {
        $other = New-Folder
        [IO.File]::WriteAllText((Join-Path $other plan.json), $Plan)
        $result = Invoke-Worker $server $other @{} '-PartIndex 0 -PartCount 4'
        $result.HasFailed | Should -BeTrue
        $result.Text | Should -Match 'cannot be read\. Remove everything from its folder'
    }

    It 'refuses <Why>' -ForEach @(
        @{ Why = 'to guess which worker it is'; Argument = '-PartCount 4'; Message = 'Which part of how many\?' }
        @{ Why = 'a worker too many'; Argument = '-PartIndex 4 -PartCount 4'; Message = 'at most 3' }
    ) {
        $result = Invoke-Worker $server $folder @{} $Argument
        $result.HasFailed | Should -BeTrue
        $result.Text | Should -Match $Message
    }
}

Describe 'More workers than parts' {
    It 'leave a file with the header alone, and a worker that runs already is left alone' {
        $server = Start-TestServer '--conversations', '200', '--spread', 'one-channel-one-state', '--latency', '100'
        try {
            $folder = New-Folder
            $first = Start-Worker $server $folder @{} '-PartIndex', '0', '-PartCount', '2'
            while (-not (Test-Path -LiteralPath (Join-Path $folder conversations-0000.csv.partial)) -and -not $first.Process.HasExited) { Start-Sleep -Milliseconds 20 }
            $twin = Start-Worker $server $folder @{} '-PartIndex', '0', '-PartCount', '2'
            $idle = Invoke-Worker $server $folder @{} '-PartIndex 1 -PartCount 2'
            $idle.HasFailed | Should -BeFalse -Because $idle.Text
            @(Import-Csv -LiteralPath (Join-Path $folder conversations-0001.csv)) | Should -HaveCount 0
            $first = Wait-Shell $first
            $first.ExitCode | Should -Be 0 -Because $first.Text
            (Wait-Shell $twin).Text | Should -Match 'Another worker 0 is at work|is whole already'
            $rows = Import-Csv -LiteralPath (Join-Path $folder conversations-0000.csv) -Encoding UTF8
            Compare-Object @($rows.ConversationId | Sort-Object) @(Get-AllId $server) | Should -BeNullOrEmpty
        }
        finally { Stop-TestServer $server }
    }
}

Describe 'A worker of a project with conversations without a channel' {
    It 'takes a whole state in place of its channels' {
        $server = Start-TestServer '--conversations', '200', '--spread', 'gaps'
        try {
            $folder = New-Folder
            (Invoke-Worker $server $folder @{} '-PartIndex 0 -PartCount 1').HasFailed | Should -BeFalse
            $plan = Get-Content -Raw -LiteralPath (Join-Path $folder plan.json) | ConvertFrom-Json
            $plan.Parts.Channel | Where-Object { $_ } | Should -BeNullOrEmpty
            $rows = Import-Csv -LiteralPath (Join-Path $folder conversations-0000.csv) -Encoding UTF8
            Compare-Object @($rows.ConversationId | Sort-Object) @(Get-AllId $server) | Should -BeNullOrEmpty
        }
        finally { Stop-TestServer $server }
    }
}
