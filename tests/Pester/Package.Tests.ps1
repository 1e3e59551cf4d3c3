BeforeAll {
    . $PSScriptRoot/Helper.ps1
    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem

    # The files of a zip: the text of each as Latin-1, which keeps every byte.
    function Get-Entry([string] $Path) {
        $zip = [IO.Compression.ZipFile]::OpenRead($Path)
        try {
            foreach ($entry in $zip.Entries) {
                $reader = [IO.StreamReader]::new($entry.Open(), [Text.Encoding]::GetEncoding(28591))
                [pscustomobject] @{ Name = $entry.FullName; Bytes = $reader.ReadToEnd(); Time = $entry.LastWriteTime.DateTime }
                $reader.Dispose()
            }
        }
        finally {
            $zip.Dispose()
        }
    }

    $zip = @(Get-Entry $env:SINCHCONV_PACKAGE)
    $gallery = @(Get-Entry ($env:SINCHCONV_PACKAGE -replace '\.zip$', '.nupkg'))
    $manifest = Import-PowerShellDataFile -LiteralPath "$env:SINCHCONV_MODULE/SinchConv.psd1"
}

Describe 'The zip for Azure Automation' {
    It 'bears the version of the manifest' {
        Split-Path $env:SINCHCONV_PACKAGE -Leaf | Should -Be "SinchConv.$($manifest.ModuleVersion).zip"
    }

    It 'has one folder, named as the module' {
        $zip.Name | Should -MatchExactly '^SinchConv/'
        $zip.Name | Should -Contain SinchConv/SinchConv.psd1
    }

    It 'holds what belongs to the module and nothing else' {
        $zip.Name | Should -MatchExactly '^SinchConv/(SinchConv\.(psd1|PowerShell\.dll|(Format|Types)\.ps1xml)|LICENSE|icon\.png|THIRD-PARTY-NOTICES(\.txt)?|en-US/[^/]+\.(txt|xml)|desktop/[^/]+\.dll)$'
        $zip.Name | Should -Contain SinchConv/en-US/SinchConv.PowerShell.dll-Help.xml
        $zip.Name | Should -Contain SinchConv/en-US/about_SinchConv.help.txt
        $zip.Name | Should -Contain SinchConv/desktop/System.Text.Json.dll -Because 'Windows PowerShell has none'
    }

    It 'has its entries in order and of one time' {
        # The clock and the disk would make every zip another one.
        $sorted = [string[]] $zip.Name
        [Array]::Sort($sorted, [StringComparer]::Ordinal)
        $zip.Name | Should -Be $sorted
        @($zip.Time | Sort-Object -Unique).Count | Should -Be 1
    }
}

Describe 'The package for the PowerShell Gallery' {
    BeforeAll {
        $text = [Text.Encoding]::UTF8.GetString([Text.Encoding]::GetEncoding(28591).GetBytes(($gallery | Where-Object Name -EQ SinchConv.nuspec).Bytes))
        $about = ([xml] $text.TrimStart([char] 0xfeff)).package.metadata
    }

    It 'holds the files of the zip at its root' {
        foreach ($file in $zip) {
            $same = @($gallery | Where-Object Name -CEQ $file.Name.Substring('SinchConv/'.Length))
            $same.Count | Should -Be 1 -Because $file.Name
            $same[0].Bytes -ceq $file.Bytes | Should -BeTrue -Because $file.Name
        }
    }

    It 'holds the parts of a package, and nothing else' {
        $module = $zip.Name | ForEach-Object { $_.Substring('SinchConv/'.Length) }
        $gallery.Name | Where-Object { $_ -notin $module } | Should -MatchExactly '^(SinchConv\.nuspec|\[Content_Types\]\.xml|_rels/\.rels|package/services/metadata/core-properties/[^/]+\.psmdcp)$'
    }

    It 'says who, what and under which license' {
        $about.id | Should -Be SinchConv
        $about.version | Should -Be $manifest.ModuleVersion
        $about.authors | Should -Be $manifest.Author
        $about.description | Should -Be $manifest.Description
        $about.license.type | Should -Be expression
        $about.license.'#text' | Should -Be MIT
        $gallery.Name | Should -Contain $about.icon
    }

    It 'has the tags by which the gallery finds modules, editions and commands' {
        $tags = $about.tags -split ' '
        foreach ($tag in @('PSModule', 'PSIncludes_Cmdlet', 'PSEdition_Core', 'PSEdition_Desktop') + $manifest.PrivateData.PSData.Tags) { $tags | Should -Contain $tag }
        foreach ($name in $manifest.CmdletsToExport) {
            $tags | Should -Contain "PSCmdlet_$name"
            $tags | Should -Contain "PSCommand_$name"
        }
    }

    It 'has release notes' {
        $about.releaseNotes | Should -Match '^### '
        $about.releaseNotes | Should -Not -Match '(?m)^## '
    }

    # Windows does not take the user's folders from the environment; Windows PowerShell has no PSResourceGet.
    It 'is installed by Install-PSResource from a folder, and imported by its name' -Skip:(-not ($IsLinux -or $IsMacOS)) {
        $feed, $data = New-Item -ItemType Directory -Path $TestDrive/feed, $TestDrive/home/.local/share
        Copy-Item -LiteralPath ($env:SINCHCONV_PACKAGE -replace '\.zip$', '.nupkg') -Destination $feed
        $before = $env:PSModulePath, $env:HOME, $env:XDG_DATA_HOME
        try {
            # The home of somebody else, or what is installed and registered here would stay.
            $env:PSModulePath, $env:HOME, $env:XDG_DATA_HOME = $null, "$TestDrive/home", $data
            $child = Invoke-ChildShell @"
`$ErrorActionPreference = 'Stop'
Register-PSResourceRepository -Name Folder -Uri '$feed' -Trusted
Install-PSResource -Name SinchConv -Repository Folder
Import-Module SinchConv
Connect-SinchProject -Sandbox
@(Get-SinchConversation -First 3).Count
`$base = (Get-Module SinchConv).ModuleBase
`$base
(Get-ChildItem `$base -File -Recurse).ForEach{ [IO.Path]::GetRelativePath(`$base, `$_).Replace('\', '/') }
"@
        }
        finally {
            $env:PSModulePath, $env:HOME, $env:XDG_DATA_HOME = $before
        }
        $count, $base, $files = $child.Text -split "`n"
        $count | Should -Be 3 -Because $child.Text
        $base | Should -Be "$data/powershell/Modules/SinchConv/$($manifest.ModuleVersion)"
        # The list of what was installed is PSResourceGet's own.
        $files | Where-Object { $_ -ne 'PSGetModuleInfo.xml' } | Sort-Object | Should -Be ($zip.Name.Substring('SinchConv/'.Length) | Sort-Object)
    }
}

Describe 'The build' -Tag Build {
    It 'gives the same bytes in another folder, at another time' {
        $repository = Split-Path (Split-Path $PSScriptRoot)
        $copy = Join-Path $TestDrive 'another folder'
        # Copied to where no git is: what git knows of a clone must not matter. What the package is made of, without what was built.
        $sources = Get-ChildItem -LiteralPath $repository -File
        $sources += foreach ($folder in 'build', 'module', 'src', 'tools') { Get-ChildItem -LiteralPath (Join-Path $repository $folder) -File -Recurse }
        foreach ($source in $sources.FullName) {
            $path = $source.Substring($repository.Length)
            if ($path -match '[\\/](bin|obj)[\\/]') { continue }
            $target = New-Item -ItemType File -Path (Join-Path $copy $path) -Force
            [IO.File]::WriteAllBytes($target.FullName, [IO.File]::ReadAllBytes($source))
        }
        # A compiler of its own: one that still runs from the first build would repeat its habits. Analyzers change no byte.
        $log = dotnet pack (Join-Path $copy build) '-p:UseSharedCompilation=false' '-p:RunAnalyzers=false' 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $log
        foreach ($name in Split-Path $env:SINCHCONV_PACKAGE -Leaf | ForEach-Object { $_, ($_ -replace '\.zip$', '.nupkg') }) {
            $here = Get-FileHash -LiteralPath (Join-Path (Split-Path $env:SINCHCONV_PACKAGE) $name)
            (Get-FileHash -LiteralPath (Join-Path $copy "artifacts/package/$name")).Hash | Should -Be $here.Hash -Because $name
        }
    }
}
